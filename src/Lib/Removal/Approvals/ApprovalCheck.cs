using TikTokBan.Authorities;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Plans;
using TikTokBan.Waivers;

namespace TikTokBan.Removal.Approvals;

/// <summary>Whether a plan has the approvals that it must have.</summary>
public static class ApprovalCheck
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>Checks the approvals of a plan. One that does not count is told, and does not spoil the others, unless it is forged.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="approvals">Its approvals.</param>
    /// <param name="policy">What the authority demands.</param>
    /// <param name="now">The time.</param>
    public static GuardVerdict Check(RemovalPlan plan, IReadOnlyList<Approval> approvals, ApprovalPolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(approvals);
        ArgumentNullException.ThrowIfNull(policy);
        var findings = new List<GuardFinding>();
        var counted = new List<string>();
        foreach (var approval in approvals)
        {
            if (WhyNot(plan, approval, policy, now) is { } finding)
                findings.Add(finding);
            else if (counted.Exists(name => AccountName.Same(name, approval.Approver)))
                findings.Add(RemovalGuard.Warn(GuardCode.ApprovedTwice, $"{approval.Approver} approved more than once, which counts once."));
            else
                counted.Add(approval.Approver);
        }

        if (counted.Count >= policy.Approvals)
            return GuardVerdict.Of(findings);
        findings.Insert(0, RemovalGuard.Refuse(GuardCode.ApprovalMissing, $"The plan {plan.Id} needs {policy.Approvals} approval{(policy.Approvals == 1 ? "" : "s")} by others than {plan.Author} and has {counted.Count}; have it approved with 'approve' (Approve-TikTokRemovalPlan)."));
        return GuardVerdict.Of(findings.Select(finding => finding with { Refuses = finding.Code != GuardCode.ApprovedTwice }));
    }

    private static GuardFinding? WhyNot(RemovalPlan plan, Approval approval, ApprovalPolicy policy, DateTimeOffset now)
    {
        var who = $"The approval of {approval.Approver}";
        if (approval.Plan != plan.Id || !string.Equals(approval.Tenant, plan.Tenant, StringComparison.OrdinalIgnoreCase))
            return RemovalGuard.Warn(GuardCode.ApprovalOfAnotherPlan, $"{who} is for the plan {approval.Plan} of the tenant {approval.Tenant}, and this is {plan.Id} of {plan.Tenant}; have this plan approved.");
        if (!string.Equals(approval.PlanHash, plan.Hash, StringComparison.Ordinal))
            return RemovalGuard.Warn(GuardCode.ApprovalOfAnEarlierPlan, $"{who} is for the plan as it was before it was changed; have it approved as it is now.");
        if (AccountName.Same(approval.Approver, plan.Author))
            return RemovalGuard.Warn(GuardCode.ApprovedByAuthor, $"{who} does not count: the plan is theirs; four eyes are needed, so have somebody else approve it.");
        if (approval.At > now + Skew || approval.At < plan.CreatedAt - Skew || approval.Expires <= approval.At || approval.Expires > approval.At.AddDays(PlanApproval.MostDays) + Skew)
            return RemovalGuard.Warn(GuardCode.ApprovalTimes, $"{who} states times that can't be: given on {RemovalGuard.Time(approval.At)}, to {RemovalGuard.Time(approval.Expires)}; approve the plan anew.");
        if (now > approval.Expires)
            return RemovalGuard.Warn(GuardCode.ApprovalExpired, $"{who} counted until {RemovalGuard.Time(approval.Expires)}; have the plan approved anew.");
        return OfSignature(approval, policy, who);
    }

    private static GuardFinding? OfSignature(Approval approval, ApprovalPolicy policy, string who)
    {
        var listed = policy.Certificates.Where(one => AccountName.Same(one.Account, approval.Approver)).ToList();
        if (approval.Signature is null)
        {
            return policy.Signed || listed.Count > 0
                ? RemovalGuard.Warn(GuardCode.ApprovalUnsigned, $"{who} is not signed, and must be; approve with the certificate that the authority profile lists for them.")
                : null;
        }

        if (ApprovalSignature.Verify(approval) is not { } signed)
            return RemovalGuard.Refuse(GuardCode.ApprovalForged, $"{who} is forged or damaged: its signature does not fit what it says; find out where it comes from, and have the plan approved anew.");
        return (policy.Signed || listed.Count > 0) && !listed.Exists(one => one.Sha256 == signed.Certificate)
            ? RemovalGuard.Warn(GuardCode.ApprovalOfUnknownCertificate, $"{who} is signed with a certificate that the authority profile does not list for them; sign with the listed one, or have it listed.")
            : null;
    }
}
