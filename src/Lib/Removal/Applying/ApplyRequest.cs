using TikTokBan.Authorities;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;
using TikTokBan.Waivers;

namespace TikTokBan.Removal.Applying;

/// <summary>What it takes to carry a plan out.</summary>
public sealed record ApplyRequest
{
    /// <summary>The plan.</summary>
    public required RemovalPlan Plan { get; init; }

    /// <summary>The signed-in tenant. It is not disposed of.</summary>
    public required TenantSession Session { get; init; }

    /// <summary>Where each step is kept.</summary>
    public required IRemovalJournal Journal { get; init; }

    /// <summary>Who runs it: a user principal name, or the name of a runbook.</summary>
    public required string Operator { get; init; }

    /// <summary>Approvals of the plan.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];

    /// <summary>Whether the plan was named by its id, so that there was no file for approvals to lie beside.</summary>
    public bool IsNamedById { get; init; }

    /// <summary>Whether the plan was made and agreed to at the same prompt, so that nobody else approved it. Refused where the authority profile demands approvals.</summary>
    public bool Implicit { get; init; }

    /// <summary>The authority profile as it is now.</summary>
    public AuthorityProfile Profile { get; init; } = AuthorityProfile.Empty;

    /// <summary>SHA-256 of the directive as it is now; null where that is not asked.</summary>
    public string? DirectiveHash { get; init; }

    /// <summary>Catalogues that scans of this authority used before.</summary>
    public IReadOnlyList<PlanCatalogue> KnownCatalogues { get; init; } = [];

    /// <summary>The register of waivers as it is now; null where there is none.</summary>
    public IWaiverStore? Waivers { get; init; }

    /// <summary>Folder or zip with the registers of who pays and who is excepted, as a scan reads them; null where the plan's own facts and the service's are all there is.</summary>
    public string? Registers { get; init; }

    /// <summary>The ring to carry out; null takes the one that was begun and isn't finished, at first the first. A further ring is begun only when it is named.</summary>
    public int? Ring { get; init; }

    /// <summary>Whether all rings are carried out, one after the other. Those of a plan that blocks always are.</summary>
    public bool AllRings { get; init; }

    /// <summary>Failures after which nothing more is begun.</summary>
    public int MostFailures { get; init; } = 3;

    /// <summary>What administrators who must approve in the tenant read; null for the plan's id and author.</summary>
    public string? Justification { get; init; }

    /// <summary>Whether only what would be sent is told. Nothing is then changed anywhere, the journal included.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Name and version of what runs.</summary>
    public string? Product { get; init; }
}

/// <summary>What it takes to take a plan back.</summary>
public sealed record UndoRequest
{
    /// <summary>The plan.</summary>
    public required RemovalPlan Plan { get; init; }

    /// <summary>The signed-in tenant. It is not disposed of.</summary>
    public required TenantSession Session { get; init; }

    /// <summary>Where each step was and is kept.</summary>
    public required IRemovalJournal Journal { get; init; }

    /// <summary>Who runs it.</summary>
    public required string Operator { get; init; }

    /// <summary>Failures after which nothing more is begun.</summary>
    public int MostFailures { get; init; } = 3;

    /// <summary>What administrators who must approve in the tenant read; null for the plan's id and author.</summary>
    public string? Justification { get; init; }

    /// <summary>Whether only what would be sent is told. Nothing is then changed anywhere, the journal included.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Name and version of what runs.</summary>
    public string? Product { get; init; }
}
