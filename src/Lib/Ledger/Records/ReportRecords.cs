using System.Globalization;
using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Records;

/// <summary>Reads and adds reports that were made, within a session. What each told stands in clear, for it is what was handed in; who made it is sealed.</summary>
internal static class ReportRecords
{
    private static readonly string[] Kinds = [EventKinds.Report];

    /// <summary>Adds a report that was made.</summary>
    /// <exception cref="UnusableInputException">The ledger holds no such scan.</exception>
    public static async Task AddAsync(LedgerSession session, TimeProvider time, RecordedReport report, CancellationToken cancellationToken)
    {
        if (await session.FirstAsync<long>(
            "SELECT number FROM scan_head WHERE authority = @authority AND id = @Scan AND sha256 = @ScanSha256",
            new { report.Scan, report.ScanSha256 },
            cancellationToken).ConfigureAwait(false) == 0)
        {
            throw new UnusableInputException(InputProblem.LedgerUnusable, $"this ledger doesn't hold the scan {report.Scan} that the report is of; record it where the scan is", session.Store.Name);
        }

        using var writer = new RecordWriter(session, time);
        if (report.Actor is { } actor)
            await writer.SealAsync(new NamedPerson(NamedPerson.Actor, actor), cancellationToken).ConfigureAwait(false);
        await writer.AppendAsync(
            EventKinds.Report,
            report.Scan,
            report with { Actor = null, Figures = new SortedDictionary<string, string>(report.Figures.ToDictionary(), StringComparer.Ordinal) },
            ReportJsonContext.Stored.RecordedReport,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>All of them in order, each with the number of its scan's event.</summary>
    /// <param name="session">A session.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">They can't be read, or were altered.</exception>
    public static async Task<List<(long Scan, RecordedReport Report)>> ReadAsync(LedgerSession session, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var reports = (await StoredEvents.ReadAsync(session, new SubjectKeys(session, time), Kinds, cancellationToken).ConfigureAwait(false)).ConvertAll(one => (one.Event.Number, Report: Parse(one)));
        var scans = (await session.QueryInAsync<ScanRow, string>(
            "SELECT number AS Number, id AS Id, sha256 AS Sha256 FROM scan_head WHERE authority = @authority AND id {in}",
            [.. reports.Select(report => report.Report.Scan).Distinct()],
            null,
            cancellationToken).ConfigureAwait(false)).ToDictionary(scan => (scan.Id, scan.Sha256), scan => scan.Number);
        return reports.ConvertAll(report => scans.TryGetValue((report.Report.Scan, report.Report.ScanSha256), out var scan)
            ? (scan, report.Report)
            : throw new UnusableInputException(
                InputProblem.LedgerDamaged,
                string.Create(CultureInfo.InvariantCulture, $"the list of scans was altered by another program: the scan {report.Report.Scan} of the report in event {report.Number} is missing; restore the ledger from a copy"),
                session.Store.Name));
    }

    private static RecordedReport Parse(OpenedEvent one)
    {
        var report = JsonSerializer.Deserialize(one.Event.Body, ReportJsonContext.Stored.RecordedReport)!;
        return one.Parts.Count == 0 ? report : report with { Actor = one.NameAt(0) };
    }

    private sealed class ScanRow
    {
        public long Number { get; init; }

        public string Id { get; init; } = "";

        public string Sha256 { get; init; } = "";
    }
}
