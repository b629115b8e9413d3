using TikTokBan.Directives;

namespace TikTokBan.Waivers;

/// <summary>The conditions of one exception, held against a waiver one by one. When it holds is asked elsewhere: that is the same for every exception.</summary>
internal static class ExceptionConditions
{
    public static IReadOnlyList<LackedCondition> LackedBy(WaiverFacts facts, DirectiveExemption exception, WaiverText text)
    {
        var lacks = new List<LackedCondition>();
        Ask(lacks, Fact.WaiverKind, exception.Kinds, facts.Kind, text);
        Ask(lacks, Fact.WaiverApprover, exception.Approvers, facts.Approver, text);
        Ask(lacks, Fact.WaiverDocumented, exception.Documented, facts.Documented, text);
        Ask(lacks, Fact.WaiverBlanket, exception.Blanket, facts.Blanket, text);
        foreach (var name in FactTable.WaiverConditions)
        {
            if (exception.Conditions.TryGetValue(name, out var wanted))
                Ask(lacks, FactTable.Find("waiver.conditions." + name)!.Value, wanted, facts.Conditions?.TryGetValue(name, out var met) == true ? met : null, text);
        }

        return lacks;
    }

    private static void Ask(List<LackedCondition> lacks, Fact fact, bool? wanted, bool? actual, WaiverText text)
    {
        if (wanted is { } value)
            Ask(lacks, fact, [Word(value)], actual is { } known ? Word(known) : null, text);
    }

    private static void Ask(List<LackedCondition> lacks, Fact fact, IReadOnlyList<string> wanted, string? actual, WaiverText text)
    {
        if (actual is null || !wanted.Contains(actual))
            lacks.Add(new LackedCondition(FactTable.Path(fact), wanted, actual, text.Lacked(fact, wanted, actual)));
    }

    private static string Word(bool value) => value ? "true" : "false";
}
