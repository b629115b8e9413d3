using FsCheck;
using FsCheck.Fluent;
using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

/// <summary>What holds for every case under every shipped directive, tried on many cases with many facts left out.</summary>
public sealed class JudgePropertyTests
{
    private const int MostCompletions = 20_000;

    // Always the same cases, so that a failure today is the failure of tomorrow.
    private static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20230310, 17);

    [Theory]
    [MemberData(nameof(AllDirectives.Ids), MemberType = typeof(AllDirectives))]
    public void Verdict_and_missing_facts_are_those_of_trying_every_completion(string id)
    {
        var (domain, judge) = Of(id);
        var oracle = new Oracle(domain);
        Check.One(Config, Prop.ForAll(Choices(domain), choices =>
        {
            var expected = oracle.Decide(choices);
            var judgement = judge.Decide(domain.Case(choices));
            Assert.Equal((expected.Verdict, expected.Deadline), (judgement.Verdict, judgement.Deadline));
            Assert.Equal(expected.Missing.Order(StringComparer.Ordinal), judgement.Missing.Order(StringComparer.Ordinal));
        }));
    }

    [Theory]
    [MemberData(nameof(AllDirectives.Ids), MemberType = typeof(AllDirectives))]
    public void A_valid_waiver_never_makes_a_verdict_graver(string id)
    {
        var (domain, judge) = Of(id);
        Check.One(Config, Prop.ForAll(Choices(domain), choices =>
        {
            var facts = domain.Case(choices) with { Waiver = null, HasNoWaiver = true };
            var without = judge.Decide(facts);
            foreach (var waiver in ValidWaivers(domain.Directive, facts.Date))
            {
                var with = judge.Decide(facts with { Waiver = waiver, HasNoWaiver = false });
                Assert.True(with.Verdict <= without.Verdict, $"{without.Verdict} became {with.Verdict}");
            }
        }));
    }

    [Theory]
    [MemberData(nameof(AllDirectives.Ids), MemberType = typeof(AllDirectives))]
    public void Every_answer_has_reasons_in_every_language_and_is_the_same_each_time(string id)
    {
        var (domain, judge) = Of(id);
        Check.One(Config.WithMaxTest(40), Prop.ForAll(Choices(domain), choices =>
        {
            foreach (var language in LocalText.Languages)
            {
                var judgement = judge.Decide(domain.Case(choices), language);
                Assert.NotEmpty(judgement.Reasons);
                Assert.All(judgement.Reasons, reason => Assert.DoesNotContain("{", reason, StringComparison.Ordinal));
                Assert.Equal(judgement.Reasons, judge.Decide(domain.Case(choices), language).Reasons);
            }
        }));
    }

    [Theory]
    [MemberData(nameof(AllDirectives.Ids), MemberType = typeof(AllDirectives))]
    public void A_fact_more_never_takes_a_settled_verdict_back(string id)
    {
        var (domain, judge) = Of(id);
        Check.One(Config, Prop.ForAll(Choices(domain), choices =>
        {
            var before = judge.Decide(domain.Case(choices));
            if (before.Missing.Count > 0)
                return;
            for (var i = 0; i < choices.Length; i++)
            {
                if (choices[i] != 0 || (domain.Dimensions[i].Path == "waiver" && domain.Directive.Exceptions.Count == 0))
                    continue;
                for (var value = 1; value <= domain.Dimensions[i].Values.Count; value++)
                {
                    int[] more = [.. choices];
                    more[i] = value;
                    Assert.Equal(before.Verdict, judge.Decide(domain.Case(more)).Verdict);
                }
            }
        }));
    }

    private static (CaseDomain Domain, Judge Judge) Of(string id)
    {
        var directive = AllDirectives.InForce(AllDirectives.Find(id));
        return (new CaseDomain(directive), new Judge(directive, KnownApplications.Find));
    }

    private static Arbitrary<int[]> Choices(CaseDomain domain) =>
        Gen.Choose(0, 999).ArrayOf(domain.Dimensions.Count).Select(domain.Choose).Where(choices => Few(domain, choices)).ToArbitrary();

    // Trying every completion of a case of which hardly anything is known would take too long for what it adds.
    private static bool Few(CaseDomain domain, int[] choices)
    {
        var count = 1L;
        var waiver = domain.Dimensions.ToList().FindIndex(dimension => dimension.Path == "waiver");
        for (var i = 0; i < choices.Length; i++)
        {
            var open = domain.Dimensions[i].OfWaiver ? choices[waiver] == 0 || (choices[waiver] == 2 && choices[i] == 0) : choices[i] == 0;
            if (open)
                count *= domain.Dimensions[i].Values.Count;
        }

        return count <= MostCompletions;
    }

    private static IEnumerable<WaiverFacts> ValidWaivers(Directive directive, DateOnly day) =>
        directive.Exceptions.SelectMany(exception => exception.Kinds.SelectMany(kind => exception.Approvers.Select(approver => new WaiverFacts
        {
            Kind = kind,
            Approver = approver,
            Documented = exception.Documented ?? true,
            Blanket = exception.Blanket ?? false,
            Expires = day,
            Conditions = exception.Conditions,
        })));
}
