using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Reports.Model;

/// <summary>What the authority pays of the device of a case.</summary>
internal static class Payers
{
    /// <summary>Paid in full, in part, not at all, or not known, in this order.</summary>
    public static IReadOnlyList<string> Keys { get; } = ["full", "part", "none", "unknown"];

    /// <summary>Full or part as soon as any of purchase, subscription and use is; none only when all three are none.</summary>
    public static string Of(Exposure one)
    {
        var payer = one.Device?.Facts.Payer;
        Payer?[] parts = [payer?.Purchase, payer?.Subscription, payer?.Use];
        return parts.Contains(Payer.Full) ? "full"
            : parts.Contains(Payer.Part) ? "part"
            : parts.All(part => part == Payer.None) ? "none"
            : "unknown";
    }
}
