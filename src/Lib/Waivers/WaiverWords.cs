using TikTokBan.Directives;

namespace TikTokBan.Waivers;

/// <summary>The words that a waiver may use: those that directives know in their exceptions.</summary>
public static class WaiverWords
{
    /// <summary>A waiver counts as expiring when it ends within this many days.</summary>
    public const int DaysOfWarning = 30;

    /// <summary>Kinds of waiver.</summary>
    public static IReadOnlyList<string> Kinds => FactTable.Values(Fact.WaiverKind);

    /// <summary>Qualities in which one is approved: <c>head</c>, <c>designee</c>, <c>other</c>.</summary>
    public static IReadOnlyList<string> Approvers => FactTable.Values(Fact.WaiverApprover);

    /// <summary>Conditions that a directive may ask for.</summary>
    public static IReadOnlyList<string> Conditions => FactTable.WaiverConditions;
}
