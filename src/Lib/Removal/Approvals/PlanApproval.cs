using System.Security.Cryptography.X509Certificates;
using TikTokBan.Removal.Guards;
using TikTokBan.Removal.Plans;
using TikTokBan.Waivers;

namespace TikTokBan.Removal.Approvals;

/// <summary>Approves a plan.</summary>
public static class PlanApproval
{
    /// <summary>How long an approval counts where nothing else is asked.</summary>
    public const int UsualDays = 7;

    internal const int MostDays = 30;

    /// <summary>Makes an approval.</summary>
    /// <param name="plan">The plan, as it was read from its file.</param>
    /// <param name="approver">User principal name of who approves; never the author.</param>
    /// <param name="now">The time.</param>
    /// <param name="days">Days for which it counts; never longer than the plan.</param>
    /// <param name="comment">What the approver has to say.</param>
    /// <param name="certificate">Certificate with its private key to sign with; null signs nothing.</param>
    /// <exception cref="UnusableInputException">The approver is the author or no user principal name, the plan has expired, or the certificate can't sign.</exception>
    public static Approval Make(RemovalPlan plan, string approver, DateTimeOffset now, int days = UsualDays, string? comment = null, X509Certificate2? certificate = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(approver);
        var name = AccountName.Normal(approver);
        if (!AccountName.IsAddress(name))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"'{approver}' is not a user principal name; give the approver's, so that it can be told from the author's.");
        if (AccountName.Same(name, plan.Author))
            throw new UnusableInputException(InputProblem.ApprovalRefused, $"{name} is the author of this plan; four eyes are needed, so have somebody else approve it.");
        if (days is < 1 or > MostDays)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"An approval counts for 1 to {MostDays} days.");
        if (now >= plan.ExpiresAt)
            throw new UnusableInputException(InputProblem.PlanExpired, $"This plan could be applied until {RemovalGuard.Time(plan.ExpiresAt)}; scan again and make a new plan.");
        var asked = now.AddDays(days);
        var approval = new Approval
        {
            Format = Approval.CurrentFormat,
            Plan = plan.Id,
            PlanHash = plan.Hash,
            Tenant = plan.Tenant,
            Approver = name,
            At = now.ToUniversalTime(),
            Expires = (asked < plan.ExpiresAt ? asked : plan.ExpiresAt).ToUniversalTime(),
            Comment = string.IsNullOrWhiteSpace(comment) ? null : comment.Trim(),
        };
        return certificate is null ? approval : approval with { Signature = ApprovalSignature.Sign(approval, certificate) };
    }
}
