using System.Globalization;
using Microsoft.Data.Sqlite;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Tests.Ledger;

/// <summary>A ledger in a folder of its own, which goes with it.</summary>
internal sealed class LedgerFolder : IDisposable
{
    public static readonly ScanRun Run = new(SampleScan.End, SampleScan.End.AddSeconds(75), Product: "TikTokBan 0.1.0");

    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-ledger-").FullName;

    public LedgerLocation Location => LedgerLocation.Parse(Path.Combine(_folder, "ledger.db"));

    public EvidenceLedger Ledger => new(Location);

    public static RecordedReport Report(StoredScan scan, string detail = "aggregate") => new()
    {
        Scan = scan.Id,
        ScanSha256 = scan.Sha256,
        Detail = detail,
        Language = "fr-nl",
        Formats = ["html", "json"],
        MadeAt = SampleScan.End.AddHours(1),
        Actor = "ada@agency.example",
        ManifestSha256 = "ab12",
    };

    /// <summary>Stores a scan of so many days after the first.</summary>
    public Task<StoredScan> SaveAsync(int day, string? id = null, string? authority = null, IReadOnlyList<Exposure>? exposures = null)
    {
        var scan = SampleScan.From(exposures ?? [], scanId: id ?? string.Create(CultureInfo.InvariantCulture, $"day-{day:d3}"));
        return Ledger.SaveScanAsync(scan with { Summary = scan.Summary with { AsOf = scan.Summary.AsOf.AddDays(day), Authority = authority ?? scan.Summary.Authority } }, Run);
    }

    public string Ask(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={Location.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are those of tests.
        command.CommandText = statement;
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture)!;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
