using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Ledger;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>What is to be carried out, as far as it is known before the work begins.</summary>
internal sealed record RemovalToRun
{
    public required TenantConnection Connection { get; init; }

    public required LedgerLocation Location { get; init; }

    public required IRemovalJournal Journal { get; init; }

    /// <summary>The plan's file or id; empty where it is still to be made.</summary>
    public required string Reference { get; init; }

    public required RemovalPlanRequest? ToPlan { get; init; }

    public required IReadOnlyList<string>? Approvals { get; init; }

    public required string? DirectiveHash { get; init; }

    public required Func<RemovalPlan, TenantSession, ApplyRequest> Request { get; init; }
}
