using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Exposures;
using TikTokBan.Reports;
using TikTokBan.Reports.Proof;
using TikTokBan.Reports.Rollup;

namespace TikTokBan.Tests.Reports.Rollup;

/// <summary>A folder with made-up authorities' reports.</summary>
internal sealed class Inbox : IDisposable
{
    public static readonly DateOnly Today = new(2026, 11, 20);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("ttb-inbox-");

    public string Folder => Path.Combine(_root.FullName, "inbox");

    public string Output => Path.Combine(_root.FullName, "national");

    public JsonElement Document => JsonDocument.Parse(Text("rollup.json")).RootElement;

    public JsonElement Only => Assert.Single(Document.GetProperty("directives").EnumerateArray());

    public string At(params string[] parts) => Path.Combine([_root.FullName, .. parts]);

    public string Text(string file) => File.ReadAllText(Path.Combine(Output, file));

    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text, new UTF8Encoding(false));
        return At(name);
    }

    /// <summary>The report of a scan, as the product writes it.</summary>
    public async Task<string> Add(string folder, ScanResult scan, string? authority, ReportDetail detail = ReportDetail.Aggregate)
    {
        var path = Path.Combine(Folder, folder);
        await ReportWriter.WriteAsync(scan with { Summary = scan.Summary with { Authority = authority } }, new ReportOptions { Detail = detail }, path);
        return path;
    }

    /// <summary>A report that states these figures, which are written as they stand in <c>report.json</c>.</summary>
    public async Task<string> Add(string folder, string authority, JsonObject figures, DateOnly? asOf = null, string directive = "be-federal-716", string? hidden = null)
    {
        var path = Path.Combine(Folder, folder);
        Directory.CreateDirectory(path);
        var day = asOf ?? new DateOnly(2026, 11, 1);
        var text = figures.ToJsonString();
        var hash = Hash(authority + text + hidden);
        var scan = new JsonObject { ["id"] = hash[..16], ["authority"] = authority, ["directive"] = directive, ["directiveHash"] = Hash(directive), ["asOf"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), ["catalogue"] = "2026.11 " + Hash("c") };
        var document = new JsonObject { ["detail"] = "aggregate", ["scan"] = scan };
        foreach (var (name, value) in JsonNode.Parse(text)!.AsObject().ToList())
            document[name] = value?.DeepClone();
        await File.WriteAllTextAsync(Path.Combine(path, "report.json"), document.ToJsonString());
        await ManifestWriter.WriteAsync(path, new ManifestFacts(new ReportManifest
        {
            Format = ReportManifest.FormatName,
            Version = ReportManifest.CurrentVersion,
            Kind = "report",
            Authority = authority,
            Scan = new ManifestScan(hash[..16], hash, day, null),
            Directive = new ManifestDirective(directive, Hash(directive)),
            Catalogue = "2026.11 " + Hash("c"),
            Detail = "aggregate",
            Languages = ["en"],
            Product = "TikTokBan 0.0.0",
            Files = [],
        }));
        return path;
    }

    /// <summary>The figures of a report with this many violations on as many devices, and this many cases that await a fact.</summary>
    public static JsonObject Figures(JsonNode violations, JsonNode review, JsonNode cases, long devices = 500, JsonNode? unseen = null, JsonNode? violating = null) => new()
    {
        ["headline"] = new JsonObject
        {
            ["devicesInViolation"] = violating ?? violations.DeepClone(),
            ["devicesToClean"] = 0,
            ["devicesInReview"] = review.DeepClone(),
            ["devices"] = devices,
            ["devicesSeen"] = unseen is null ? devices - 40 : "withheld",
            ["devicesUnseen"] = unseen ?? 40,
            ["people"] = 450,
            ["exposures"] = cases.DeepClone(),
            ["exposedDevices"] = cases.DeepClone(),
            ["exposedPeople"] = cases.DeepClone(),
        },
        ["verdicts"] = new JsonObject { ["Violation"] = violations.DeepClone(), ["RemoveBy"] = 0, ["Block"] = 0, ["Review"] = review.DeepClone(), ["Advise"] = 0, ["Exempt"] = 0, ["OutOfScope"] = 0, ["NotInForce"] = 0 },
        ["breakdowns"] = new JsonObject
        {
            ["application"] = Rows("tiktok", "TikTok", cases),
            ["platform"] = Rows("ios", "iOS", cases),
        },
    };

    public Task<RollupResult> Run(Func<RollupRequest, RollupRequest>? with = null)
    {
        var request = new RollupRequest { Folders = [Folder], Output = Output, AsOf = Today };
        return RollupOperation.RunAsync(with?.Invoke(request) ?? request);
    }

    public static (long Low, long? High) Range(JsonElement total) => total.ValueKind == JsonValueKind.Number
        ? (total.GetInt64(), total.GetInt64())
        : (total.GetProperty("from").GetInt64(), total.TryGetProperty("to", out var high) ? high.GetInt64() : null);

    public void Dispose() => _root.Delete(recursive: true);

    private static JsonArray Rows(string key, string title, JsonNode cases)
    {
        var row = new JsonObject { ["key"] = key, ["title"] = title, ["total"] = cases.DeepClone() };
        return new JsonArray(row);
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text))).ToLowerInvariant();
}
