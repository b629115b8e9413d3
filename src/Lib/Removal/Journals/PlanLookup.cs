using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Journals;

/// <summary>Finds the plan that somebody means.</summary>
public static class PlanLookup
{
    /// <summary>Reads a plan's file or, where there is no such file, takes the plan that the journal kept when it was begun.</summary>
    /// <param name="reference">A file; or <c>latest</c>, a plan's id, or the beginning of just one id.</param>
    /// <param name="journal">The journal; null where there is none yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no such plan, or it is not what was written.</exception>
    public static async Task<RemovalPlan> FindAsync(string reference, IRemovalJournal? journal, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        // A folder may well be called 'latest'; a plan's file that is there is meant all the same.
        if (File.Exists(reference) || (!IsReference(reference) && !IsName(reference)))
            return await PlanFile.ReadAsync(reference, cancellationToken).ConfigureAwait(false);
        if (!IsReference(reference))
            throw new UnusableInputException(InputProblem.PlanNotFound, $"There is neither a file '{Shown(reference)}' nor a plan of that id in the ledger; give the plan's file, its id, which begins with p-, or 'latest'.");
        return journal is null
            ? throw new UnusableInputException(InputProblem.PlanNotFound, $"there is no file '{reference}', and no plan was begun with this ledger; give the plan's file, or the ledger that it was begun with")
            : await journal.LoadPlanAsync(reference, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a plan's file, where its id wouldn't do: what is read, and approved, is what stands in the file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is no such file, or it is not what was written.</exception>
    public static Task<RemovalPlan> ReadFileAsync(string file, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        return IsName(file)
            ? throw new UnusableInputException(InputProblem.PlanUnusable, $"There is no file '{Shown(file)}' here, and this takes the plan's file, not 'latest' or an id: give the file that 'plan' (New-TikTokRemovalPlan) wrote.")
            : PlanFile.ReadAsync(file, cancellationToken);
    }

    /// <summary>Whether it can't be meant as a file: nothing has that name, and it doesn't look like a path.</summary>
    /// <param name="reference">What somebody gave.</param>
    public static bool IsName(string reference) =>
        reference is not null && !reference.AsSpan().ContainsAny("/\\.:") && !File.Exists(reference) && !Directory.Exists(reference);

    private static string Shown(string reference) => reference.Length <= 80 ? reference : reference[..80] + "…";

    /// <summary>Whether it could be an id, rather than a file.</summary>
    public static bool IsReference(string reference) =>
        reference is not null && (reference == "latest" || (reference.StartsWith("p-", StringComparison.Ordinal) && !reference.AsSpan().ContainsAny('/', '\\', '.')));
}
