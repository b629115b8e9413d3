using System.Text.Json;
using TikTokBan.Catalogue;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Tests.Sources;

/// <summary>The made-up authority, read with the real catalogue, and held against what its author says is in it.</summary>
public sealed class SampleAuthorityTests
{
    [Fact]
    public async Task Every_set_piece_is_found_as_it_should_be()
    {
        var matcher = new CatalogueMatcher(CoveredCatalogue.Load(Repository.At("data", "catalogue")).CreateMatcher());
        var read = await ExportFixture.ReadAsync(Repository.At("samples", "authority"), matcher);
        using var expected = JsonDocument.Parse(File.ReadAllText(Repository.At("samples", "expected.json")));
        var checkedPieces = 0;
        foreach (var piece in expected.RootElement.EnumerateArray())
        {
            if (!piece.TryGetProperty("value", out var value) || !piece.TryGetProperty("result", out var result))
                continue;
            var source = piece.GetProperty("source").GetString()!;
            if (source.Contains("servicePrincipals", StringComparison.Ordinal))
                continue; // Named by the grants that lead to it.
            var outcomes = read.Files.Where(file => file.Location.StartsWith(source, StringComparison.Ordinal))
                .SelectMany(file => file.Observations)
                .Where(found => found.Value == value.GetString())
                .Select(found => found.Match.Outcome)
                .ToHashSet();
            Assert.True(Fits(result.GetString()!, outcomes), $"{piece.GetProperty("id")}: {value} in {source} gave {string.Join(", ", outcomes)}, not {result}");
            checkedPieces++;
        }

        Assert.True(checkedPieces > 30, $"{checkedPieces} set pieces");
    }

    [Fact]
    public async Task All_files_but_the_holidays_are_recognised_and_bad_rows_are_named()
    {
        var read = await ExportFixture.ReadAsync(Repository.At("samples", "authority"));
        Assert.Equal("registers/Feestdagen en verlof 2026.csv", Assert.Single(read.Unrecognised).Location);
        Assert.All(read.Files, file => Assert.Null(file.Tally.Incomplete));
        var rejected = read.Files.SelectMany(file => file.Rejected).ToList();
        Assert.NotEmpty(rejected);
        Assert.All(rejected, row => Assert.True(row.Line > 0 && row.Reason.EndsWith('.')));
        Assert.Contains(read.Files, file => file.Records.OfType<DeviceRecord>().Any());
        Assert.Contains(read.Files, file => file.Records.OfType<FundingRecord>().Any());
    }

    // An enterprise product or another application of the vendor is covered by some directives and asks for review in others.
    private static bool Fits(string result, HashSet<MatchOutcome> outcomes) => result switch
    {
        "notCovered" => outcomes.Count == 0,
        "suspicious" => outcomes.SetEquals([MatchOutcome.Suspicious]),
        "review" => outcomes.SetEquals([MatchOutcome.Review]),
        _ => outcomes.Overlaps([MatchOutcome.Covered, MatchOutcome.Review]) && !outcomes.Contains(MatchOutcome.Suspicious),
    };
}
