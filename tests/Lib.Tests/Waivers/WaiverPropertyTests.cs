using FsCheck;
using FsCheck.Fluent;
using TikTokBan.Directives;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Waivers;

/// <summary>What holds of every waiver under every shipped directive, and under one of an authority's own: the test and the judge never disagree.</summary>
public sealed class WaiverPropertyTests
{
    // Always the same cases, so that a failure today is the failure of tomorrow.
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20261116, 715);

    private static readonly string[] Applications = ["tiktok", "tiktok-studio", "douyin", "capcut", "lark", "deepseek", "elsewhere"];

    private static IReadOnlyList<Directive> Directives { get; } =
        [WaiverSamples.Own, .. DirectiveSet.Load(Repository.At("data", "directives")).All.Select(InForce)];

    public static TheoryData<string> Ids => [.. Directives.Select(directive => directive.Id)];

    public static TheoryData<string> IdsWithExceptions => [.. Directives.Where(directive => directive.Exceptions.Count > 0).Select(directive => directive.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Expired_revoked_and_unmet_waivers_never_exempt_and_the_others_exempt_where_the_test_says_so(string id)
    {
        var directive = Directives.Single(one => one.Id == id);
        var judge = new Judge(directive, WaiverSamples.Applications);
        Check.One(Fixed, Prop.ForAll(Cases(directive).ToArbitrary(), drawn =>
        {
            var (facts, terms) = drawn;
            var test = WaiverTest.Run(terms, directive, WaiverSamples.Applications, facts.Date);
            var without = judge.Decide(facts);
            var with = judge.Decide(AsScanned(facts, terms));

            // A waiver that is expired, revoked, not begun or does not meet the exception exempts from nothing; a rule may.
            if (!test.Exempts && without.Verdict != Verdict.Exempt)
                Assert.NotEqual(Verdict.Exempt, with.Verdict);

            // And one that the test calls good exempts wherever the rule's verdict is one that it lifts.
            if (terms.Application is null || terms.Application == facts.Application)
            {
                if (test.Exempts && without.Missing.Count == 0 && test.Lifts.Contains(without.Verdict) && without.Rule is not null && IsRule(directive, without.Rule))
                    Assert.Equal(Verdict.Exempt, with.Verdict);
                if (test.Answer == Verdict.Review && test.Lifts.Contains(without.Verdict))
                    Assert.Equal(Verdict.Review, with.Verdict);
            }

            // Whatever it is, a waiver of which all is known never makes a settled verdict graver.
            if (without.Missing.Count == 0)
                Assert.True(with.Verdict <= without.Verdict, $"{without.Verdict} became {with.Verdict}");
        }));
    }

    [Theory]
    [MemberData(nameof(IdsWithExceptions))]
    public void A_waiver_made_to_an_exception_s_measure_exempts_and_without_any_one_part_it_does_not(string id)
    {
        var directive = Directives.Single(one => one.Id == id);
        var day = new DateOnly(2024, 6, 3);
        if (directive.InForceOn(day) is null)
            day = directive.Periods[0].From ?? day;
        foreach (var exception in directive.Exceptions)
        {
            var only = directive with { Exceptions = [exception] };
            var terms = new WaiverTerms
            {
                Facts = new WaiverFacts
                {
                    Kind = exception.Kinds[0],
                    Approver = exception.Approvers[0],
                    Documented = exception.Documented ?? true,
                    Blanket = exception.Blanket ?? false,
                    Expires = day,
                    Conditions = exception.Conditions,
                },
            };
            Assert.True(Exempts(terms), exception.Id);
            Assert.False(Exempts(terms with { Facts = terms.Facts with { Kind = null } }));
            Assert.False(Exempts(terms with { Facts = terms.Facts with { Approver = null } }));
            Assert.False(Exempts(terms with { Facts = terms.Facts with { Expires = day.AddDays(-1) } }));
            Assert.Equal(exception.Documented is null, Exempts(terms with { Facts = terms.Facts with { Documented = null } }));
            Assert.Equal(exception.Blanket is null, Exempts(terms with { Facts = terms.Facts with { Blanket = !(exception.Blanket ?? false) } }));
            foreach (var (name, met) in exception.Conditions)
            {
                Assert.False(Exempts(terms with { Facts = terms.Facts with { Conditions = new Dictionary<string, bool>(exception.Conditions) { [name] = !met } } }), name);
                var left = exception.Conditions.Where(other => other.Key != name).ToDictionary();
                Assert.False(Exempts(terms with { Facts = terms.Facts with { Conditions = left } }), name);
            }

            bool Exempts(WaiverTerms changed) => WaiverTest.Run(changed, only, WaiverSamples.Applications, day).Exempts;
        }
    }

    /// <summary>The case as a scan puts it to the judge: a waiver that was revoked, has not begun or is for another application is none.</summary>
    private static CaseFacts AsScanned(CaseFacts facts, WaiverTerms terms) =>
        terms.Revocation?.On <= facts.Date || terms.ValidFrom > facts.Date || (terms.Application is { } application && application != facts.Application)
            ? facts
            : facts with { Waiver = terms.Facts, HasNoWaiver = false };

    private static Gen<(CaseFacts Facts, WaiverTerms Terms)> Cases(Directive directive) =>
        Gen.Choose(0, int.MaxValue - 1).Select(seed => Draw(directive, new Random(seed)));

    private static (CaseFacts Facts, WaiverTerms Terms) Draw(Directive directive, Random random)
    {
        var first = directive.Periods[0].From ?? new DateOnly(2023, 3, 1);
        var day = first.AddDays(random.Next(-5, 900));
        Payer Share() => Enum.GetValues<Payer>()[random.Next(3)];
        bool Truth() => random.Next(2) == 0;
        T One<T>(IReadOnlyList<T> values) => values[random.Next(values.Count)];
        var facts = new CaseFacts
        {
            Directive = directive.Id,
            Date = day,
            Application = One(Applications),
            Conduct = One(Enum.GetValues<Conduct>()),
            InstalledSince = day.AddDays(-random.Next(0, 60)),
            Necessary = Truth(),
            AllowListed = Truth(),
            Person = new PersonFacts { Population = directive.Populations.Count > 0 && random.Next(8) > 0 ? [One(directive.Populations)] : ["citizen"] },
            Device = new DeviceFacts
            {
                Type = One(Enum.GetValues<DeviceType>()),
                Owner = One(Enum.GetValues<DeviceOwner>()),
                Payer = new PayerFacts { Purchase = Share(), Subscription = Share(), Use = Share() },
                Issued = Truth(),
                Enrolled = Truth(),
                Managed = Truth(),
                InternalAccess = Truth(),
                UsedForWork = Truth(),
                Holds = One((IReadOnlyList<string>[])[[], ["professional"], ["sensitive"], ["defence"]]),
                SharedIt = Truth(),
                UsedInPerformance = Truth(),
                Incidental = Truth(),
            },
            Network = One(["institution", "other"]),
            Purpose = One(["private", "work", "unit-mission", "defence-communication", "institutional-presence"]),
            HasNoWaiver = true,
        };

        // Half of the waivers are made to an exception's measure and then spoilt in at most one way, so that both answers are common.
        var exception = directive.Exceptions.Count > 0 && Truth() ? One(directive.Exceptions) : null;
        var conditions = WaiverWords.Conditions.ToDictionary(name => name, name => exception?.Conditions.TryGetValue(name, out var wanted) == true ? wanted : Truth());
        if (random.Next(3) == 0)
            conditions[One(WaiverWords.Conditions)] ^= true;
        return (facts, new WaiverTerms
        {
            Application = random.Next(3) == 0 ? One(Applications) : null,
            ValidFrom = random.Next(3) == 0 ? day.AddDays(random.Next(-2, 3)) : null,
            Revocation = random.Next(4) == 0 ? new WaiverRevocation(default, day.AddDays(random.Next(-2, 3)), "jan", "why") : null,
            Facts = new WaiverFacts
            {
                Kind = exception is not null ? One(exception.Kinds) : One(WaiverWords.Kinds),
                Approver = exception is not null ? One(exception.Approvers) : One(WaiverWords.Approvers),
                Documented = exception?.Documented ?? Truth(),
                Blanket = exception?.Blanket ?? Truth(),
                Expires = day.AddDays(random.Next(-2, 40)),
                Conditions = conditions,
            },
        });
    }

    private static bool IsRule(Directive directive, string id) => directive.Rules.Any(rule => rule.Id == id);

    // What never came into force is tried as if it had.
    private static Directive InForce(Directive directive) =>
        directive.Periods.Count > 0 ? directive : directive with { Periods = [new DirectivePeriod(null, null, directive.Instrument)] };
}
