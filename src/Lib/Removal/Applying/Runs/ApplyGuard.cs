using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Guards;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>Whether a plan may be carried out now: by the guard, and by who agreed to it.</summary>
internal static class ApplyGuard
{
    public static GuardVerdict Check(ApplyRequest request, DateTimeOffset now)
    {
        var guard = RemovalGuard.Check(new GuardRequest
        {
            Plan = request.Plan,
            Now = now,
            Profile = request.Profile,
            DirectiveHash = request.DirectiveHash,
            KnownCatalogues = request.KnownCatalogues,
            Tenant = request.Session.Context.TenantId,
        });
        return GuardVerdict.Of([.. guard.Findings, .. Approvals(request, now)]);
    }

    /// <summary>Those whose approval counts.</summary>
    public static IReadOnlyList<string> Approvers(ApplyRequest request, DateTimeOffset now) => request.Implicit ? [] :
    [
        .. request.Approvals
            .Where(approval => ApprovalCheck.Check(request.Plan, [approval], request.Profile.Approval with { Approvals = 1 }, now).Allows)
            .Select(approval => approval.Approver).Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    private static GuardFinding WithoutFile(GuardFinding finding) => finding.Code != GuardCode.ApprovalMissing ? finding : finding with
    {
        Sentence = finding.Sentence + " It was named by 'latest' or its id, and beside those no approvals are looked for: give the plan's file, or its approvals with --approval (-Approval).",
    };

    private static IEnumerable<GuardFinding> Approvals(ApplyRequest request, DateTimeOffset now)
    {
        if (!request.Implicit)
        {
            var found = ApprovalCheck.Check(request.Plan, request.Approvals, request.Profile.Approval, now).Findings;
            if (request.IsNamedById && request.Approvals.Count == 0)
                found = [.. found.Select(WithoutFile)];
            // Whoever is to approve may well look first at what would be sent.
            return request.WhatIf ? found.Select(finding => finding with { Refuses = false }) : found;
        }

        return request.Profile.DemandsApproval
            ? [RemovalGuard.Refuse(GuardCode.ApprovalMissing, "The authority profile demands approvals, so a plan can't be made and carried out at one prompt; write the plan to a file, have it approved, and apply that file.")]
            : [];
    }
}
