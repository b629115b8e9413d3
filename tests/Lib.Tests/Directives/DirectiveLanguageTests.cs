using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

/// <summary>The Belgian directives are complete in four languages, and a judgement's basis follows the language.</summary>
public sealed class DirectiveLanguageTests
{
    public static TheoryData<string> Belgian =>
        [.. DirectiveSet.Load(AllDirectives.Folder).All.Select(directive => directive.Id).Where(id => id.StartsWith("be-", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Belgian))]
    public void A_Belgian_directive_says_everything_in_four_languages(string id)
    {
        var directive = AllDirectives.Find(id);
        LocalText[] texts =
        [
            directive.Authority, directive.Instrument, .. directive.LegalBasis is { } legalBasis ? [legalBasis] : Array.Empty<LocalText>(),
            .. directive.Periods.Select(period => period.Instrument), .. directive.Rules.Select(rule => rule.Basis), .. directive.Exceptions.Select(exception => exception.Basis),
        ];

        Assert.All(texts, text => Assert.Equal(LocalText.Languages.Order(StringComparer.Ordinal), text.ByLanguage.Keys.Order(StringComparer.Ordinal)));
        Assert.All(directive.Sources, source => Assert.Contains(source.ByLanguage.Count, new[] { 1, 4 }));
    }

    [Theory]
    [InlineData("en", "Circular no. 716 of 17 March 2023, deletion of existing applications by 31 March 2023")]
    [InlineData("fr", "Circulaire n° 716 du 17 mars 2023, suppression des applications existantes au plus tard le 31 mars 2023")]
    [InlineData("nl", "Omzendbrief nr. 716 van 17 maart 2023, verwijdering van de bestaande toepassingen uiterlijk op 31 maart 2023")]
    [InlineData("de", "Rundschreiben Nr. 716 vom 17. März 2023, Löschung der vorhandenen Anwendungen bis zum 31. März 2023")]
    public void The_basis_of_a_judgement_is_in_the_language_asked_for(string language, string basis)
    {
        var facts = new CaseFacts
        {
            Directive = "be-federal-716",
            Date = new DateOnly(2023, 3, 20),
            Application = "tiktok",
            Conduct = Conduct.Installed,
            InstalledSince = new DateOnly(2023, 1, 1),
            Person = new PersonFacts { Population = ["be-federal"] },
            Device = new DeviceFacts { Payer = new PayerFacts { Purchase = Payer.Full } },
        };

        Assert.Equal(basis, new Judge(AllDirectives.Find("be-federal-716"), KnownApplications.Find).Decide(facts, language).Basis);
    }

    [Fact]
    public void One_text_alone_serves_every_language()
    {
        var name = new LocalText(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = "NATO" });

        Assert.All(LocalText.Languages, language => Assert.Equal("NATO", name.In(language)));
        Assert.Equal("NATO", name.ToString());
    }
}
