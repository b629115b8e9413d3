using System.Globalization;
using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

public sealed class CaseTableTests
{
    private static readonly Dictionary<(string, bool), Judge> Judges = CaseTable.All
        .Select(line => (line.Facts.Directive, line.AsIfInForce)).Distinct()
        .ToDictionary(key => key, key => new Judge(key.AsIfInForce ? AllDirectives.InForce(AllDirectives.Find(key.Directive)) : AllDirectives.Find(key.Directive), KnownApplications.Find));

    public static TheoryData<string> Directives => [.. CaseTable.All.Select(line => line.Facts.Directive).Distinct()];

    [Theory]
    [MemberData(nameof(Directives))]
    public void Every_line_gets_the_answer_that_the_sources_lead_to(string directive)
    {
        var wrong = new List<string>();
        foreach (var line in CaseTable.All.Where(line => line.Facts.Directive == directive))
        {
            var judgement = Decide(line);
            var deadline = judgement.Deadline?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var right = judgement.Verdict == line.Verdict && deadline == line.Deadline
                && (line.Rule is null || line.Rule == judgement.Rule)
                && (line.Missing is null || line.Missing.SequenceEqual(judgement.Missing));
            if (!right)
                wrong.Add($"{line.Where}: expected {line.Verdict} {line.Deadline} {line.Rule}, and got {judgement.Verdict} {deadline} {judgement.Rule} [{string.Join(", ", judgement.Missing)}]");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Review_says_which_facts_are_missing_or_which_rule_asks_for_it() =>
        Assert.All(CaseTable.All.Where(line => line.Verdict == Verdict.Review).Select(Decide), judgement => Assert.True(judgement.Missing.Count > 0 ^ judgement.Rule is not null));

    [Fact]
    public void There_are_at_least_three_hundred_different_cases() =>
        Assert.True(CaseTable.All.Count >= 300 && CaseTable.All.Select(line => line.Where).Distinct().Count() == CaseTable.All.Count);

    [Fact]
    public void Every_rule_and_exception_of_every_directive_decides_a_case()
    {
        var decided = CaseTable.All.Select(line => (line.Facts.Directive, Decide(line).Rule)).ToHashSet();
        var all = AllDirectives.All.SelectMany(directive => directive.Rules.Select(rule => rule.Id)
            .Concat(directive.Exceptions.Select(exception => exception.Id)).Select(id => (directive.Id, (string?)id)));

        Assert.Empty(all.Except(decided));
        Assert.Empty(AllDirectives.All.Select(directive => directive.Id).Except(CaseTable.All.Select(line => line.Facts.Directive)));
    }

    [Fact]
    public void Every_verdict_occurs() =>
        Assert.Equal(Enum.GetValues<Verdict>(), CaseTable.All.Select(line => line.Verdict).Distinct().Order());

    private static Judgement Decide(TableLine line) => Judges[(line.Facts.Directive, line.AsIfInForce)].Decide(line.Facts);
}
