using System.Globalization;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of a plan and of its approval.</summary>
public static class PlanView
{
    /// <summary>Until when it may be carried out.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Universal time, to the minute.</returns>
    public static string Expires(RemovalPlan shown) => shown is null ? "" : CellText.Time(shown.ExpiresAt);

    /// <summary>The scan that it rests on.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Its id; empty for a plan that blocks.</returns>
    public static string Scan(RemovalPlan shown) => shown is null ? "" : shown.Scan?.Id ?? "";

    /// <summary>What it blocks.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Parts, separated by commas; empty for a plan that removes.</returns>
    public static string Blocks(RemovalPlan shown) => shown is null ? "" : CellText.Words(shown.Block?.Parts);

    /// <summary>Whom it reaches.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Words.</returns>
    public static string Reach(RemovalPlan shown) => shown is null ? "" : PlanReach.Of(shown);

    /// <summary>How many devices of the fleet it reaches.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Numbers; empty for a plan that blocks.</returns>
    public static string Devices(RemovalPlan shown) => shown is null ? "" : shown.Block is not null ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{shown.BlastRadius.Devices} of {shown.BlastRadius.Fleet} ({shown.BlastRadius.Share:P2})");

    /// <summary>How many people it reaches.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number; empty for a plan that blocks.</returns>
    public static string People(RemovalPlan shown) => shown is null ? "" : shown.Block is not null ? "" : CellText.Number(shown.BlastRadius.People);

    /// <summary>Its rings, with their devices.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Numbers; empty for a plan that blocks.</returns>
    public static string Rings(RemovalPlan shown) => shown is null ? "" : shown.Block is not null ? "" : CellText.Words(shown.Rings.Select(ring => $"{ring.Number}: {ring.Devices}"));

    /// <summary>Whether it reaches everybody.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no, with a mark where it does.</returns>
    public static string TenantWide(RemovalPlan shown) => shown is null ? "" : shown.BlastRadius.TenantWide ? Paint.Look("yes") : "no";

    /// <summary>How many actions it holds.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Actions(RemovalPlan shown) => shown is null ? "" : CellText.Number(shown.Actions.Count);

    /// <summary>How many notices it has for people.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Notices(RemovalPlan shown) => shown is null ? "" : CellText.Number(shown.Notices.Count);

    /// <summary>What it leaves out, and why.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Reasons with numbers.</returns>
    public static string LeftOut(RemovalPlan shown) => shown is null ? "" : CellText.Counts(shown.LeftOut.GroupBy(one => one.Reason).OrderBy(group => $"{group.Key}", StringComparer.Ordinal).Select(group => KeyValuePair.Create(group.Key, group.Count())));

    /// <summary>When it was given.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Universal time, to the minute.</returns>
    public static string ApprovedAt(Approval shown) => shown is null ? "" : CellText.Time(shown.At);

    /// <summary>Until when it counts.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Universal time, to the minute.</returns>
    public static string ApprovalExpires(Approval shown) => shown is null ? "" : CellText.Time(shown.Expires);

    /// <summary>Whether it is signed.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no.</returns>
    public static string Signed(Approval shown) => shown is null ? "" : CellText.YesNo(shown.Signature is not null);
}
