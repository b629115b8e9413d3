namespace TikTokBan.Removal.Plans;

/// <summary>Why an exposure is left out, and what to do about it, in a sentence.</summary>
public static class LeftOutText
{
    /// <summary>The sentence.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="language"><c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</param>
    public static string Of(LeftOutReason reason, string language = "en") => new PlanText(language).Reason(reason);
}
