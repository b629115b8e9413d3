using System.Text.RegularExpressions;

namespace TikTokBan.Tenants.Access;

/// <summary>What both forms of the grant commands say alike.</summary>
internal static partial class GrantText
{
    /// <summary>Microsoft Graph itself, in every tenant of every cloud.</summary>
    public const string GraphAppId = "00000003-0000-0000-c000-000000000000";

    /// <summary>WindowsDefenderATP, likewise, where the tenant has Defender for Endpoint.</summary>
    public const string DefenderAppId = "fc780465-2017-40d4-a0c5-307022471b92";

    /// <summary>An id or address that can't end the quotes it is put between; null for anything else. It comes from a token that nobody has verified.</summary>
    public static string? Safe(string? value) => value is not null && Harmless().IsMatch(value) ? value : null;

    /// <summary>What the commands do, as lines of a comment.</summary>
    public static IEnumerable<string> Purpose(GrantPlan plan)
    {
        yield return plan.IsDelegated
            ? $"Grants the delegated permissions that TikTokBan {Does(plan)} with, to one person and one application."
            : $"Grants the application permissions that TikTokBan {Does(plan)} with, to one application or managed identity.";
        yield return "Run it as a Privileged Role Administrator. What is granted already is left as it is, so it may be run again.";
        if (plan.Permissions.Any(needed => needed.Permission == "Sites.Selected"))
            yield return "Sites.Selected allows nothing by itself: grant the role on the one site as well, as docs/handover.md shows.";
        foreach (var needed in plan.Permissions)
            yield return $"  {needed.Permission}: for {string.Join(", ", needed.Sources)}";
    }

    private static string Does(GrantPlan plan) => plan.IsForPublishing ? "hands reports over" : plan.IsForActing ? "reads a tenant and carries plans out" : "reads a tenant";

    [GeneratedRegex(@"^[A-Za-z0-9._@#+-]{1,200}$")]
    private static partial Regex Harmless();
}
