using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

/// <summary>A directive written out for people.</summary>
public sealed class DirectiveDocumentTests
{
    public static TheoryData<string, string> EveryLanguage
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var directive in DirectiveSet.Load(AllDirectives.Folder).All)
            {
                foreach (var language in LocalText.Languages)
                    data.Add(directive.Id, language);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(EveryLanguage))]
    public void Every_directive_is_written_out_in_every_language(string id, string language)
    {
        var directive = AllDirectives.Find(id);
        var document = DirectiveDocument.Of(directive, language);

        Assert.Equal((directive.Title(language), directive.Text(language), 7), (document.Title, document.Summary, document.Sections.Count));
        Assert.Equal(directive.Rules.Count, document.Sections[3].Articles.Count);
        Assert.Equal(directive.Exceptions.Count, document.Sections[4].Articles.Count);
        Assert.All(directive.Rules.Zip(document.Sections[3].Articles), pair => Assert.Contains(pair.First.Basis.In(language), Lines(pair.Second)));
        Assert.All(document.Sections.SelectMany(section => section.Articles.Append(section)), section => Assert.All(section.Entries, entry => Assert.NotEmpty(entry.Lines)));
        Assert.All(document.Sections.SelectMany(Lines), line => Assert.Matches(@"\S", line));
    }

    [Fact]
    public void A_rule_is_an_article_with_conditions_outcome_deadline_obligations_and_basis()
    {
        var rule = DirectiveDocument.Of(AllDirectives.Find("be-federal-716"), "nl").Sections[3].Articles[0];

        Assert.Equal("Regel 1 — paid-installed-before", rule.Heading);
        Assert.Equal([null, "Voorwaarden:", "Uitkomst:", "Termijn:", "Verplichtingen:", "Grondslag:"], rule.Entries.Select(entry => entry.Label));
        Assert.Equal("RemoveBy (te verwijderen binnen de termijn)", Assert.Single(rule.Entries[2].Lines));
        Assert.Equal("uiterlijk op 31 maart 2023", Assert.Single(rule.Entries[3].Lines));
        Assert.Equal("Omzendbrief nr. 716 van 17 maart 2023, verwijdering van de bestaande toepassingen uiterlijk op 31 maart 2023", Assert.Single(rule.Entries[5].Lines));
    }

    [Fact]
    public void An_exception_says_who_approves_it_on_which_terms_and_what_it_lifts()
    {
        var exception = Assert.Single(DirectiveDocument.Of(AllDirectives.Find("us-omb-m-23-13"), "nl").Sections[4].Articles);

        Assert.Contains("rechtshandhaving, nationale veiligheid of veiligheidsonderzoek", Lines(exception));
        Assert.Contains("het hoofd van de overheid of een door het hoofd aangewezen persoon", Lines(exception));
        Assert.Contains("de motieven zitten in het dossier", Lines(exception));
        Assert.Contains("de afwijking wordt niet aan iedereen tegelijk toegestaan", Lines(exception));
    }

    [Fact]
    public void Advice_is_not_called_an_obligation()
    {
        var articles = DirectiveDocument.Of(AllDirectives.Find("be-ccb-advice-2023-03-08"), "en").Sections[3].Articles;

        Assert.DoesNotContain(articles.SelectMany(article => article.Entries), entry => entry.Label == "Obligations:");
        Assert.Contains(articles[0].Entries, entry => entry.Label == "Recommended:");
    }

    [Theory]
    [InlineData("be-cns-invitation", 0, "Condition:", "every case")]
    [InlineData("be-fwb", 2, "Conditions:", null)]
    [InlineData("be-chamber-2023", 2, "Conditions:", null)]
    [InlineData("be-federal-716", 1, "Condition:", "every remaining case")]
    public void What_takes_every_case_is_told_from_what_takes_the_rest(string id, int sentences, string label, string? condition)
    {
        var rules = DirectiveDocument.Of(AllDirectives.Find(id), "en").Sections[3];

        Assert.Equal(sentences, rules.Entries.Count);
        var conditions = Assert.Single(rules.Articles[^1].Entries, entry => entry.Label?.StartsWith("Condition", StringComparison.Ordinal) == true);
        Assert.Equal(label, conditions.Label);
        if (condition is not null)
            Assert.Equal([condition], conditions.Lines);
    }

    [Fact]
    public void Before_and_after_are_named_by_their_titles()
    {
        var directives = DirectiveSet.Load(AllDirectives.Folder);
        var directive = AllDirectives.Find("be-deepseek-2025") with { Predecessor = "be-federal-716", Successor = "not-shipped" };

        var act = DirectiveDocument.Of(directive, "fr", directives).Sections[0];

        Assert.Contains("Interdiction fédérale belge de TikTok (circulaire n° 716) (be-federal-716)", Lines(act));
        Assert.Contains("not-shipped", Lines(act));
    }

    private static IEnumerable<string> Lines(DocumentSection section) => section.Entries.SelectMany(entry => entry.Lines);
}
