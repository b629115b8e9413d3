using System.Text.Json;
using TikTokBan.Authorities;
using TikTokBan.Directives;
using TikTokBan.Reports;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;
using TikTokBan.Tests.Directives;
using TikTokBan.Tests.Reports.Year;

namespace TikTokBan.Tests.Reports;

/// <summary>What a scan in one language says, a report in another says as if it had been judged in that one.</summary>
public sealed class RetellingTests
{
    private const int CasesOfEach = 120;

    public static TheoryData<string> Directives => AllDirectives.Ids;

    [Theory]
    [MemberData(nameof(Directives))]
    public void Every_reason_and_basis_is_told_as_judging_in_that_language_tells_it(string id)
    {
        var directive = AllDirectives.InForce(AllDirectives.Find(id));
        var (domain, judge, random) = (new CaseDomain(directive), new Judge(directive, KnownApplications.Find), new Random(id.Length));
        var rules = new HashSet<string?>();
        foreach (var (from, to) in new[] { ("en", "fr"), ("en", "nl"), ("en", "de"), ("fr", "nl"), ("de", "en") })
        {
            var retelling = new Retelling(directive, null, to);
            for (var number = 0; number < CasesOfEach; number++)
            {
                var facts = domain.Case(domain.Choose([.. domain.Dimensions.Select(_ => random.Next(1000))]));
                var (stored, expected) = (judge.Decide(facts, from), judge.Decide(facts, to));
                rules.Add(stored.Rule);
                Assert.Equal(expected.Reasons, stored.Reasons.Select(retelling.Sentence));
                Assert.Equal(expected.Basis, retelling.Basis(stored.Basis));
                Assert.All(stored.Reasons, reason => Assert.True(retelling.IsOwn(reason), reason));
            }
        }

        Assert.NotEmpty(rules);
    }

    [Theory]
    [InlineData("en", "fr")]
    [InlineData("nl", "de")]
    [InlineData("fr", "en")]
    public async Task A_report_of_the_made_up_authority_has_no_sentence_of_the_scans_language_left(string from, string to)
    {
        var profile = AuthorityProfile.Load(Path.Combine(ProductFiles.Samples, "authority", "authority.yaml"));
        var (stored, other) = (await SampleYear.MakeAsync(from), await SampleYear.MakeAsync(to));
        var model = ReportModel.From(stored with { Profile = profile }, new ReportOptions { Detail = ReportDetail.Named, Language = to });
        var expected = other.Scan.Exposures.ToDictionary(one => one.Id, StringComparer.Ordinal);
        Assert.All(model.Cases, one =>
        {
            Assert.Equal(expected[one.Id].Reasons, one.Reasons);
            Assert.Equal(expected[one.Id].Basis, one.Basis);
        });
        Assert.Equal(other.Scan.Summary.Assumptions.Select(one => one.Text), model.Assumptions.Select(one => one.Assumption.Text));
        Assert.Equal(
            other.Scan.Summary.ByOrganisation.Where(row => row.Key.Length > 0).ToDictionary(row => row.Key, row => row.Title),
            model.Tables.Single(table => table.Dimension == "organisation").Rows.Where(row => row.Key.Length > 0).ToDictionary(row => row.Key, row => row.Title));
        Assert.All(model.Coverage, row => Assert.Equal(new ReportText(to)["source." + row.Source.Source], row.Source.Title));
    }

    [Fact]
    public void What_is_not_known_stays_as_it_is()
    {
        var retelling = new Retelling(AllDirectives.Find("be-federal-716"), null, "fr");
        Assert.Equal("Somebody wrote this.", retelling.Sentence("Somebody wrote this."));
        Assert.False(retelling.IsOwn("Somebody wrote this."));
        Assert.Equal("Hypothèse déclarée : Ours are paid.", retelling.Sentence("Declared assumption: Ours are paid."));
        Assert.False(retelling.IsOwn("Declared assumption: Ours are paid."));
        Assert.Equal("Act of another state", retelling.Basis("Act of another state"));
    }

    [Fact]
    public async Task A_bilingual_edition_has_both_languages_of_one_document()
    {
        var model = ReportModel.From(await SampleYear.MakeAsync(), new ReportOptions { Detail = ReportDetail.Named, Language = "fr-nl" });
        var dutch = model.In("nl");
        Assert.Equal(model.Control.Reference, dutch.Control.Reference);
        Assert.Equal(JsonSerializer.Serialize(model.Headline), JsonSerializer.Serialize(dutch.Headline));
        Assert.Contains(model.Cases.SelectMany(one => one.Reasons), reason => reason.StartsWith("Règle ", StringComparison.Ordinal));
        Assert.Contains(dutch.Cases.SelectMany(one => one.Reasons), reason => reason.StartsWith("Regel ", StringComparison.Ordinal));
    }
}
