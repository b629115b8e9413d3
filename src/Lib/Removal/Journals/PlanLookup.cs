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
        if (File.Exists(reference) || !IsReference(reference))
            return await PlanFile.ReadAsync(reference, cancellationToken).ConfigureAwait(false);
        return journal is null
            ? throw new UnusableInputException($"there is no file '{reference}', and no plan was begun with this ledger; give the plan's file, or the ledger that it was begun with")
            : await journal.LoadPlanAsync(reference, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether it could be an id, rather than a file.</summary>
    public static bool IsReference(string reference) =>
        reference is not null && (reference == "latest" || (reference.StartsWith("p-", StringComparison.Ordinal) && !reference.AsSpan().ContainsAny('/', '\\', '.')));
}
