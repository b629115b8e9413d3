using System.Globalization;
using System.Text.Json;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Scans;

/// <summary>Appends a scan and its runs to the chain that a session holds.</summary>
internal sealed class ScanAppending(LedgerSession session, TimeProvider time) : IDisposable
{
    private const int LargestPart = 1 << 20;

    private readonly SubjectKeys _keys = new(session, time);
    private readonly EventWriter _writer = new(session, time);

    /// <summary>Number of the event of the very same scan; null where it isn't there.</summary>
    public Task<long?> FindAsync(ScanResult scan, ScanDocument document, CancellationToken cancellationToken) => session.FirstAsync<long?>(
        "SELECT number FROM scan_head WHERE authority = @authority AND id = @id AND sha256 = @hash",
        new { id = scan.Summary.ScanId, hash = document.Sha256 },
        cancellationToken);

    /// <summary>Appends the scan.</summary>
    /// <returns>Number of its event.</returns>
    public async Task<long> AddAsync(ScanResult scan, ScanDocument document, CaseIndex index, CancellationToken cancellationToken)
    {
        var (head, headParts) = await AddHeadAsync(document, cancellationToken).ConfigureAwait(false);
        var cases = new CaseParts(session, _keys, _writer);
        var parts = await cases.AddAsync(scan, document, cancellationToken).ConfigureAwait(false);
        var tallies = TallyRows.Count(scan.Exposures);
        var body = new ScanBody
        {
            Id = scan.Summary.ScanId,
            Sha256 = document.Sha256,
            PreviousSha256 = await session.FirstAsync<string>("SELECT sha256 FROM scan_head WHERE authority = @authority ORDER BY number DESC LIMIT 1", null, cancellationToken).ConfigureAwait(false),
            Name = scan.Summary.Authority,
            Directive = scan.Summary.Directive,
            DirectiveHash = scan.Summary.DirectiveHash,
            Catalogue = scan.Summary.Catalogue,
            CatalogueSize = scan.Summary.CatalogueSize,
            AsOf = scan.Summary.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Devices = scan.Summary.Devices,
            Exposures = scan.Exposures.Count,
            Violations = tallies.Where(row => row.Verdict == nameof(Verdict.Violation)).Sum(row => row.Cases),
            Rejected = scan.Rejected.Count,
            FirstSeen = await cases.NoteSeenAsync(scan, _writer.Next, cancellationToken).ConfigureAwait(false),
            Tallies = TallyRows.Hash(tallies),
            Head = head,
            HeadParts = headParts,
            Before = document.Before,
        };
        var appended = await _writer.AppendAsync(EventKinds.Scan, body.Id, JsonSerializer.Serialize(body, ScanEventJsonContext.Default.ScanBody), cancellationToken).ConfigureAwait(false);
        await AddRowsAsync(appended.Number, body, tallies, cancellationToken).ConfigureAwait(false);
        await index.ReplaceAsync(session, _keys, body.Name, body.Directive, document.Cases, parts, cancellationToken).ConfigureAwait(false);
        return appended.Number;
    }

    /// <summary>Appends a run of a scan.</summary>
    public async Task AddRunAsync(long scan, string id, ScanRun run, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(run.Actor))
        {
            var key = await _keys.EnsureAsync(SubjectIdentity.Person(run.Actor), cancellationToken).ConfigureAwait(false);
            var person = new NamedPerson(NamedPerson.Operator, run.Actor);
            await _writer.AddPartAsync(key, JsonSerializer.SerializeToUtf8Bytes(person, RecordJsonContext.Stored.NamedPerson), cancellationToken).ConfigureAwait(false);
        }

        var body = new ScanRunBody
        {
            Scan = scan,
            Started = Time(run.Started),
            Finished = Time(run.Finished),
            ProfileHash = run.ProfileHash,
            Product = run.Product,
            Permissions = run.Permissions,
        };
        var appended = await _writer.AppendAsync(EventKinds.ScanRun, id, JsonSerializer.Serialize(body, ScanEventJsonContext.Default.ScanRunBody), cancellationToken).ConfigureAwait(false);
        await session.CopyAsync(
            "scan_run",
            ["number", "scan", "started", "finished", "profile_hash", "product", "permissions"],
            [[appended.Number, scan, body.Started, body.Finished, body.ProfileHash, body.Product, run.Permissions is { } held ? JsonSerializer.Serialize(held, ScanJson.Form.IReadOnlyListString) : null]],
            cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _writer.Dispose();

    private async Task<(long First, long Count)> AddHeadAsync(ScanDocument document, CancellationToken cancellationToken)
    {
        var key = await _keys.EnsureAsync(SubjectIdentity.Authority, cancellationToken).ConfigureAwait(false);
        var (first, count) = (0L, 0L);
        for (var start = 0; start < document.Head.Length; start += LargestPart)
        {
            var number = await _writer.AddPartAsync(key, document.Head.AsMemory(start, Math.Min(LargestPart, document.Head.Length - start)), cancellationToken).ConfigureAwait(false);
            first = count++ == 0 ? number : first;
        }

        return (first, count);
    }

    private async Task AddRowsAsync(long number, ScanBody body, IReadOnlyList<TallyRow> tallies, CancellationToken cancellationToken)
    {
        await session.CopyAsync(
            "scan_head",
            ["number", "id", "sha256", "previous_sha256", "name", "directive", "directive_hash", "catalogue", "catalogue_size", "as_of", "devices", "exposures", "violations", "rejected"],
            [[number, body.Id, body.Sha256, body.PreviousSha256, body.Name, body.Directive, body.DirectiveHash, body.Catalogue, body.CatalogueSize, body.AsOf, body.Devices, body.Exposures, body.Violations, body.Rejected]],
            cancellationToken).ConfigureAwait(false);
        await session.CopyAsync(
            "tally",
            ["scan", "ordinal", "application", "verdict", "organisation", "platform", "cases"],
            tallies.Select((row, ordinal) => new object?[] { number, (long)ordinal, row.Application, row.Verdict, row.Organisation, row.Platform, row.Cases }),
            cancellationToken).ConfigureAwait(false);
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
