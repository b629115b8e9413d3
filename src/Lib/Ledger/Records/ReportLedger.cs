using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Records;

/// <summary>The list of reports in a ledger.</summary>
/// <param name="store">The ledger.</param>
/// <param name="time">The clock.</param>
internal sealed class ReportLedger(ILedgerStore store, TimeProvider time) : IReportLog
{
    /// <inheritdoc/>
    public Task AddReportAsync(RecordedReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(report);
        return LedgerWork.AddAsync(
            store,
            async session =>
            {
                await ReportRecords.AddAsync(session, time, report, cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RecordedReport>> ListReportsAsync(CancellationToken cancellationToken = default) => LedgerWork.ReadAsync<IReadOnlyList<RecordedReport>>(
        store,
        async session => (await ReportRecords.ReadAsync(session, time, cancellationToken).ConfigureAwait(false)).ConvertAll(report => report.Report),
        cancellationToken);
}
