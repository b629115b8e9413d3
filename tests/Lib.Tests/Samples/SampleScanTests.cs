using System.Text.Json;
using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Tests.Samples;

/// <summary>The sample authority, scanned whole and held against what was drawn for it: its makers wrote that down before any scan was.</summary>
public class SampleScanTests : IClassFixture<SampleScan>
{
    private readonly ScanResult _scan;

    public SampleScanTests(SampleScan sample) => _scan = sample.Result;

    [Fact]
    public void Every_device_that_has_tiktok_has_the_verdict_its_payer_leads_to()
    {
        var expected = File.ReadLines(Repository.At("samples", "expected-devices.csv")).Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(cells => cells[0], cells => cells[2], StringComparer.Ordinal);
        var found = _scan.Exposures
            .Where(exposure => exposure.Class == "tiktok_service" && exposure.Device?.Serial is not null && exposure.Conducts.Contains(Conduct.Installed))
            .GroupBy(exposure => exposure.Device!.Serial!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Max(exposure => exposure.Verdict).ToString(), StringComparer.Ordinal);

        var wrong = expected.Keys.Union(found.Keys)
            .Where(serial => expected.GetValueOrDefault(serial) != found.GetValueOrDefault(serial))
            .Select(serial => $"{serial}: expected {expected.GetValueOrDefault(serial) ?? "nothing"}, found {found.GetValueOrDefault(serial) ?? "nothing"}");
        Assert.True(!wrong.Any(), string.Join("\n", wrong.Order()));
        Assert.True(expected.Count > 50);
    }

    [Fact]
    public void Every_set_piece_is_what_its_maker_says()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.At("samples", "expected.json")));
        var wrong = new List<string>();
        foreach (var piece in document.RootElement.EnumerateArray())
        {
            var problem = Check(piece);
            if (problem is not null)
                wrong.Add($"{Text(piece, "id")}: {problem}");
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private string? Check(JsonElement piece)
    {
        var serial = Text(piece, "serial");
        var upn = Text(piece, "upn");
        var value = Text(piece, "value");
        var about = _scan.Exposures
            .Where(exposure => serial is null || exposure.Device?.Serial == serial)
            .Where(exposure => serial is not null || upn is null || string.Equals(exposure.Person?.UserPrincipalName, upn, StringComparison.OrdinalIgnoreCase))
            .Where(exposure => value is null || exposure.Evidence.Any(evidence => evidence.Value.Contains(value, StringComparison.OrdinalIgnoreCase)))
            .ToList();
        if (Text(piece, "verdict") is { } verdict)
        {
            if (about.Count == 0)
                return $"no exposure; expected {verdict}";
            return about.Exists(exposure => exposure.Verdict.ToString() == verdict) ? null : $"expected {verdict}, found {string.Join(", ", about.Select(exposure => $"{exposure.Application} {exposure.Verdict}"))}";
        }

        return Text(piece, "result") switch
        {
            "covered" => about.Exists(exposure => exposure.Evidence.Any(evidence => evidence.Outcome == MatchOutcome.Covered)) ? null : "no covered evidence",
            "review" => about.Exists(exposure => exposure.Evidence.Any(evidence => evidence.Outcome == MatchOutcome.Review)) ? null : "no evidence for review",
            "suspicious" => _scan.Suspicions.Any(suspicion => suspicion.UserPrincipalName == upn || (value is not null && suspicion.Evidence.Value.Contains(value, StringComparison.OrdinalIgnoreCase))) ? null : "no suspicion",
            "notCovered" => about.Count == 0 || value is null ? null : $"flagged as {about[0].Application} by {about[0].Evidence[0].Value}",
            _ => null,
        };
    }

    private static string? Text(JsonElement piece, string name) => piece.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>One scan for all tests of it.</summary>
public sealed class SampleScan : IAsyncLifetime
{
    public ScanResult Result { get; private set; } = null!;

    public async Task InitializeAsync() => Result = await ScanAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    internal static async Task<ScanResult> ScanAsync()
    {
        var folder = Repository.At("samples", "authority");
        using var exports = ExportSet.Open(folder);
        return await ScanOperation.RunAsync(
            new ScanRequest
            {
                Sources = exports.Sources,
                Unrecognised = exports.Unrecognised,
                Catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue),
                Directive = DirectiveSet.Load(ProductFiles.Directives).Find("be-federal-716"),
                Profile = AuthorityProfile.Load(Path.Combine(folder, "authority.yaml")),
                AsOf = new DateOnly(2026, 11, 16),
            },
            null,
            CancellationToken.None);
    }
}
