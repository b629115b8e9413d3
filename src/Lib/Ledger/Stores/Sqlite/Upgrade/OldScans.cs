using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Exposures;
using TikTokBan.Ledger.Scans;
using TikTokBan.Sources;

namespace TikTokBan.Ledger.Stores.Sqlite.Upgrade;

/// <summary>Scans as ledgers before the chain kept them: the text of each part in a column, one hash over all.</summary>
internal sealed class OldScans(SqliteConnection connection, SqliteTransaction transaction, string path)
{
    /// <summary>When each run was, and of which scan: the order in which all of them are told again.</summary>
    public IReadOnlyList<OldRun> Runs() =>
    [
        .. connection.Query<OldRun>(
            "SELECT sequence AS Sequence, scan AS Scan, started AS StartedText, finished AS FinishedText, profile_hash AS ProfileHash, product AS Product, actor AS Actor, permissions AS Permissions FROM run ORDER BY sequence",
            transaction: transaction),
    ];

    /// <summary>A scan as it was stored, checked against its hash.</summary>
    public (ScanResult Scan, ScanDocument Document, CaseIndex Index) Read(long sequence)
    {
        // What an earlier scan stored already is found by the parts' own digests.
        var index = CaseIndex.Empty();
        var head = connection.QuerySingle<Head>(
            "SELECT id AS Id, sha256 AS Sha256, summary AS Summary, coverage AS Coverage, unrecognised AS Unrecognised, suspicions AS Suspicions FROM scan WHERE sequence = @sequence",
            new { sequence },
            transaction);
        using var hash = new CanonicalHash();
        hash.Begin(head.Summary, head.Coverage);
        var (exposures, cases, rejected, rejectedTexts) = (new List<Exposure>(), new List<CaseText>(), new List<RejectedRow>(), new List<string>());
        foreach (var json in Rows("exposure", sequence))
        {
            hash.Item(json);
            exposures.Add(JsonSerializer.Deserialize(json, ScanJson.Form.Exposure)!);
            cases.Add(Split(json, index));
        }

        hash.BeginRejected();
        foreach (var json in Rows("rejected_row", sequence))
        {
            hash.Item(json);
            rejectedTexts.Add(json);
            rejected.Add(JsonSerializer.Deserialize(json, ScanJson.Form.RejectedRow)!);
        }

        if (hash.End(head.Unrecognised, head.Suspicions) != head.Sha256)
            throw new UnusableInputException(InputProblem.LedgerDamaged, $"the stored scan {head.Id} is not what was stored: it does not match its hash; restore the ledger from a copy", path);
        var before = $"{{\"summary\":{head.Summary},\"coverage\":{head.Coverage},\"exposures\":[";
        var after = $"],\"rejected\":[{string.Join(',', rejectedTexts)}],\"unrecognised\":{head.Unrecognised},\"suspicions\":{head.Suspicions}}}";
        var scan = new ScanResult(
            JsonSerializer.Deserialize(head.Summary, ScanJson.Form.ScanSummary)!,
            JsonSerializer.Deserialize(head.Coverage, ScanJson.Form.IReadOnlyListSourceCoverage)!,
            exposures,
            rejected,
            JsonSerializer.Deserialize(head.Unrecognised, ScanJson.Form.IReadOnlyListUnrecognisedFile)!)
        {
            Suspicions = JsonSerializer.Deserialize(head.Suspicions, ScanJson.Form.IReadOnlyListSuspicion)!,
        };
        // The texts and not what was read of them, so that what an earlier version wrote keeps its hash.
        return (scan, new ScanDocument { Head = Encoding.UTF8.GetBytes(before + after), Before = Encoding.UTF8.GetByteCount(before), Cases = cases, Sha256 = head.Sha256 }, index);
    }

    private static CaseText Split(string json, CaseIndex index)
    {
        var (lasting, cuts) = (new ArrayBufferWriter<byte>(json.Length), new List<Cut>());
        ExposureText.Split(Encoding.UTF8.GetBytes(json), lasting, cuts);
        return new CaseText(lasting.WrittenSpan.ToArray(), [.. cuts], index.DigestOf(lasting.WrittenSpan), 0);
    }

    private IEnumerable<string> Rows(string table, long sequence) =>
        connection.Query<string>($"SELECT json FROM {table} WHERE scan = @sequence ORDER BY ordinal", new { sequence }, transaction, buffered: false);

    private sealed class Head
    {
        public string Id { get; init; } = "";

        public string Sha256 { get; init; } = "";

        public string Summary { get; init; } = "";

        public string Coverage { get; init; } = "";

        public string Unrecognised { get; init; } = "";

        public string Suspicions { get; init; } = "";
    }
}

/// <summary>A run of an old ledger.</summary>
internal sealed class OldRun
{
    public long Sequence { get; init; }

    public long Scan { get; init; }

    public string StartedText { get; init; } = "";

    public string FinishedText { get; init; } = "";

    public string? ProfileHash { get; init; }

    public string? Product { get; init; }

    public string? Actor { get; init; }

    public string? Permissions { get; init; }

    public ScanRun Run => new(Time(StartedText), Time(FinishedText), ProfileHash, Product)
    {
        Actor = Actor,
        Permissions = Permissions is { } held ? JsonSerializer.Deserialize(held, ScanJson.Form.IReadOnlyListString) : null,
    };

    private static DateTimeOffset Time(string text) => DateTimeOffset.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
