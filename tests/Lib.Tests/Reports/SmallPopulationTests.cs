using TikTokBan.Reports;

namespace TikTokBan.Tests.Reports;

/// <summary>A report with pseudonyms names no population of which so few are exposed that one knows who they are.</summary>
public sealed class SmallPopulationTests
{
    [Theory]
    [InlineData("en", "Populations of the person: be-federal, another population.")]
    [InlineData("fr", "Populations de la personne : be-federal, une autre population.")]
    [InlineData("nl", "Doelgroepen van de persoon: be-federal, een andere doelgroep.")]
    [InlineData("de", "Personengruppen der Person: be-federal, eine andere Personengruppe.")]
    public async Task A_population_of_which_few_are_exposed_is_named_in_no_file(string language, string told)
    {
        var cases = SampleScan.Make(80).Exposures.Select((one, index) => one with
        {
            Reasons = [index switch { 0 => "Populations of the person: be-minister.", < 5 => "Doelgroepen van de persoon: be-federal, be-cabinet.", _ => "Populations of the person: be-federal." }, .. one.Reasons],
        }).ToList();
        using var report = await ReportFiles.Of(
            new ReportInput(SampleScan.From(SampleScan.Ordered(cases))),
            new ReportOptions { Detail = ReportDetail.Pseudonymised, Language = language, PseudonymKey = new byte[32] });
        Assert.Contains(told.Replace('\u00A0', ' '), report.Csv.Replace('\u00A0', ' ').Replace('\u202F', ' '), StringComparison.Ordinal);
        Assert.Contains(told.Replace("be-federal, ", "", StringComparison.Ordinal).Replace('\u00A0', ' '), report.Csv.Replace('\u00A0', ' ').Replace('\u202F', ' '), StringComparison.Ordinal);
        foreach (var text in ReportFiles.Standard.Select(report.Read))
        {
            Assert.DoesNotContain("be-minister", text, StringComparison.Ordinal);
            Assert.DoesNotContain("be-cabinet", text, StringComparison.Ordinal);
        }
    }
}
