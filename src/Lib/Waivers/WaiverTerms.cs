using TikTokBan.Directives;

namespace TikTokBan.Waivers;

/// <summary>What of a waiver decides whether it exempts; registered or only thought of. Null is unknown, or not given.</summary>
public sealed record WaiverTerms
{
    /// <summary>Its id, where it is registered.</summary>
    public string? Id { get; init; }

    /// <summary>What the judge sees of it.</summary>
    public required WaiverFacts Facts { get; init; }

    /// <summary>Catalogue id of the application; null: any.</summary>
    public string? Application { get; init; }

    /// <summary>First day on which it holds; null: it has begun.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Set when it was taken back.</summary>
    public WaiverRevocation? Revocation { get; init; }

    /// <summary>The terms of a registered waiver.</summary>
    /// <param name="waiver">The waiver.</param>
    public static WaiverTerms Of(Waiver waiver)
    {
        ArgumentNullException.ThrowIfNull(waiver);
        return new WaiverTerms
        {
            Id = waiver.Id,
            Facts = waiver.Facts,
            Application = waiver.Application,
            ValidFrom = waiver.ValidFrom,
            Revocation = waiver.Revocation,
        };
    }

    /// <summary>The terms of a waiver that is only described, its words checked as if it were granted.</summary>
    /// <param name="grant">Its description; holder, grantor and motive don't matter, and what is absent stays unknown.</param>
    /// <param name="applications">What the catalogue knows of an application's id; null when it is not in the catalogue.</param>
    /// <exception cref="UnusableInputException">A kind, approver, condition or application is not known, or it ends before it begins.</exception>
    public static WaiverTerms Of(WaiverGrant grant, Func<string, ApplicationFacts?> applications)
    {
        ArgumentNullException.ThrowIfNull(grant);
        ArgumentNullException.ThrowIfNull(applications);
        if (grant.Expires < grant.ValidFrom)
            throw new UnusableInputException(InputProblem.WaiverUnusable, $"the waiver would expire on {grant.Expires:yyyy-MM-dd}, before it begins on {grant.ValidFrom:yyyy-MM-dd}; check both days");
        return new WaiverTerms
        {
            Facts = new WaiverFacts
            {
                Kind = grant.Kind is null ? null : GrantCheck.Word(grant.Kind, "kind", WaiverWords.Kinds),
                Approver = grant.Approver is null ? null : GrantCheck.Word(grant.Approver, "approver", WaiverWords.Approvers),
                Documented = grant.Documented ?? (string.IsNullOrWhiteSpace(grant.Evidence) ? null : true),
                Blanket = grant.Blanket ?? false,
                Expires = grant.Expires,
                Conditions = GrantCheck.Conditions(grant.Conditions),
            },
            Application = GrantCheck.Application(grant.Application, applications),
            ValidFrom = grant.ValidFrom,
        };
    }
}
