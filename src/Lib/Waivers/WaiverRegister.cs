using TikTokBan.Directives;

namespace TikTokBan.Waivers;

/// <summary>Grants, revokes and lists waivers. The rules of granting are here, whatever the store.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="time">The clock, and the zone whose days count.</param>
public sealed class WaiverRegister(IWaiverStore store, TimeProvider time)
{
    /// <summary>Today, in the clock's own zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(time.GetLocalNow().DateTime);

    /// <summary>Registers a waiver.</summary>
    /// <param name="grant">What is asked for.</param>
    /// <param name="directive">The directive it is given under.</param>
    /// <param name="applications">What the catalogue knows of an application's id; null when it is not in the catalogue.</param>
    /// <param name="language">Language of the test's sentences: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</param>
    /// <param name="cancellationToken">Gives up; nothing is then registered.</param>
    /// <returns>The waiver, and what the directive makes of it on its first day, or today when that has passed.</returns>
    /// <exception cref="UnusableInputException">It cannot be registered; the message says why, and nothing was.</exception>
    public async Task<GrantedWaiver> GrantAsync(
        WaiverGrant grant,
        Directive directive,
        Func<string, ApplicationFacts?> applications,
        string language = "en",
        CancellationToken cancellationToken = default)
    {
        var waiver = Check(grant, directive, applications);
        var stored = await store.AddWaiverAsync(waiver, cancellationToken).ConfigureAwait(false);
        return Tested(stored, directive, applications, language);
    }

    /// <summary>Checks a waiver as if it were registered, and registers nothing. It has no id but one that was given.</summary>
    /// <param name="grant">What is asked for.</param>
    /// <param name="directive">The directive it is given under.</param>
    /// <param name="applications">What the catalogue knows of an application's id; null when it is not in the catalogue.</param>
    /// <param name="language">Language of the test's sentences: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</param>
    /// <exception cref="UnusableInputException">It could not be registered; the message says why.</exception>
    public GrantedWaiver Rehearse(WaiverGrant grant, Directive directive, Func<string, ApplicationFacts?> applications, string language = "en") =>
        Tested(Check(grant, directive, applications), directive, applications, language);

    private Waiver Check(WaiverGrant grant, Directive directive, Func<string, ApplicationFacts?> applications)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(directive);
        ArgumentNullException.ThrowIfNull(applications);
        var waiver = GrantCheck.Run(grant, directive, applications, Today, time.GetUtcNow());
        if (directive.Exceptions.Count == 0 && !grant.WithoutEffect)
        {
            throw new UnusableInputException(
                InputProblem.WaiverRefused,
                $"{directive.Id} knows no exception, so this waiver would exempt nobody: the judge would answer Review at most, not Exempt; " +
                "add the exception to a directive of the authority's own, or say that it is to be registered without effect");
        }

        return waiver;
    }

    private GrantedWaiver Tested(Waiver waiver, Directive directive, Func<string, ApplicationFacts?> applications, string language)
    {
        var day = waiver.ValidFrom > Today ? waiver.ValidFrom : Today;
        return new GrantedWaiver(waiver, WaiverTest.Run(WaiverTerms.Of(waiver), directive, applications, day, language));
    }

    /// <summary>Takes a waiver back, from today on.</summary>
    /// <param name="id">Its id, whatever its case.</param>
    /// <param name="by">Who does it: a name or user principal name.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancellationToken">Gives up; it then holds on.</param>
    /// <exception cref="UnusableInputException">There is no such waiver, it was revoked before, or who and why are missing.</exception>
    public Task<Waiver> RevokeAsync(string id, string? by, string? why, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var revocation = new WaiverRevocation(
            time.GetUtcNow(),
            Today,
            GrantCheck.Text(by, "the name of who revokes it") ?? throw new UnusableInputException(InputProblem.WaiverUnusable, "say who revokes the waiver: a name or user principal name"),
            GrantCheck.Text(why, "the reason") ?? throw new UnusableInputException(InputProblem.WaiverUnusable, "say why the waiver is revoked, in a few words"));
        return store.AddRevocationAsync(id.Trim(), revocation, cancellationToken);
    }

    /// <summary>Every waiver, in the order in which they were granted.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The store cannot be read.</exception>
    public Task<IReadOnlyList<Waiver>> ListAsync(CancellationToken cancellationToken = default) => store.ReadWaiversAsync(cancellationToken);

    /// <summary>One waiver.</summary>
    /// <param name="id">Its id, whatever its case.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">There is none; the message names some that there are.</exception>
    public async Task<Waiver> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        var all = await store.ReadWaiversAsync(cancellationToken).ConfigureAwait(false);
        return all.FirstOrDefault(waiver => waiver.Id.Equals(id.Trim(), StringComparison.OrdinalIgnoreCase)) ?? throw NotFound(id, all);
    }

    /// <summary>The sentence for an id that no waiver has.</summary>
    internal static UnusableInputException NotFound(string id, IReadOnlyList<Waiver> all) => new(InputProblem.WaiverNotFound, all.Count == 0
        ? $"there is no waiver '{id}': none was ever registered here"
        : $"there is no waiver '{id}'; registered are {string.Join(", ", all.Select(waiver => waiver.Id).TakeLast(10))}{(all.Count > 10 ? " and earlier ones" : "")}");
}

/// <summary>A waiver that was just registered.</summary>
/// <param name="Waiver">It.</param>
/// <param name="Test">What its directive makes of it.</param>
public sealed record GrantedWaiver(Waiver Waiver, WaiverTestResult Test);
