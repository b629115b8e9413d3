using System.Text.Json;
using TikTokBan.Reports;
using TikTokBan.Reports.Model;
using TikTokBan.Tests.Reports.Year;

namespace TikTokBan.Tests.Reports;

/// <summary>Of every number that a report tells, it tells what it counts and what it was counted from.</summary>
public sealed class ProvenanceTests
{
    // Of the document's own shape, not of what was counted.
    private static readonly string[] NoFigures = ["format"];

    [Theory]
    [InlineData(ReportDetail.Aggregate)]
    [InlineData(ReportDetail.Named)]
    public async Task Every_number_is_defined_and_rests_on_evidence_that_the_register_has(ReportDetail detail)
    {
        var document = await Document(await SampleYear.MakeAsync(), detail);
        var figures = new List<string>();
        Collect(document, [], figures);
        Assert.True(figures.Distinct().Count() > 25, string.Join(", ", figures.Distinct()));
        var provenance = document.GetProperty("provenance");
        var register = document.GetProperty("register").EnumerateArray().Select(item => item.GetProperty("reference").GetString()!).ToList();
        Assert.Distinct(register);
        foreach (var figure in figures.Distinct())
        {
            Assert.Contains(figure, FigureSources.Names);
            Assert.True(provenance.TryGetProperty(figure, out var evidence) && evidence.GetArrayLength() > 0, $"{figure} rests on nothing");
            Assert.All(evidence.EnumerateArray().Select(one => one.GetString()!), reference => Assert.Contains(reference, register));
        }
    }

    [Fact]
    public async Task A_scan_that_no_ledger_holds_has_provenance_too()
    {
        var document = await Document(new ReportInput(SampleScan.Make(200)), ReportDetail.Aggregate);
        var figures = new List<string>();
        Collect(document, [], figures);
        Assert.All(figures.Distinct(), figure => Assert.True(document.GetProperty("provenance").TryGetProperty(figure, out _), figure));
    }

    [Fact]
    public async Task References_are_the_same_in_every_edition()
    {
        var input = await SampleYear.MakeAsync();
        var editions = from detail in new[] { ReportDetail.Aggregate, ReportDetail.Named }
                       from language in new[] { "en", "fr", "de" }
                       select ReportModel.From(input, new ReportOptions { Detail = detail, Language = language }).Register.Select(item => (item.Reference, item.Kind, item.Key, item.Sha256)).ToList();
        var first = editions.First();
        Assert.Equal(["scan", "directive", "catalogue", "profile"], first.Select(item => item.Kind).Distinct().Take(4));
        Assert.Equal("E-001", first[0].Reference);
        Assert.All(editions, edition => Assert.Equal(first, edition));
    }

    [Fact]
    public async Task A_source_that_was_a_file_is_registered_with_its_hash()
    {
        var input = await SampleYear.MakeAsync();
        var model = ReportModel.From(input, new ReportOptions { Detail = ReportDetail.Named });
        var sources = model.Register.Where(item => item is { Kind: "source", Sha256: not null }).ToList();
        Assert.NotEmpty(sources);
        foreach (var source in sources.Where(source => !source.Location!.Contains('!', StringComparison.Ordinal)))
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine([ProductFiles.Samples, "authority", .. source.Location!.Split('/')]));
            Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), source.Sha256);
        }
    }

    private static async Task<JsonElement> Document(ReportInput input, ReportDetail detail)
    {
        using var report = await ReportFiles.Of(input, new ReportOptions { Detail = detail, Formats = ReportFormats.Json });
        return JsonDocument.Parse(report.Json).RootElement;
    }

    private static void Collect(JsonElement element, IReadOnlyList<string> path, List<string> figures)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object when element.TryGetProperty("about", out _):
            case JsonValueKind.Number:
            case JsonValueKind.String when element.GetString() is "<5" or "withheld":
                figures.Add(NameOf(path));
                break;
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    Collect(member.Value, [.. path, member.Name], figures);
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                    Collect(item, path, figures);
                break;
        }

        figures.RemoveAll(NoFigures.Contains);
    }

    // The name is the path to the number, to its table, or to both its part of the document and its member.
    private static string NameOf(IReadOnlyList<string> path)
    {
        string[] names = [string.Join('.', path), $"{path[0]}.{path[^1]}", string.Join('.', path.Take(2)), path[0]];
        return names.FirstOrDefault(FigureSources.Names.Contains) ?? names[0];
    }
}
