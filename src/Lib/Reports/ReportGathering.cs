using TikTokBan.Directives;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Reports.Published;

namespace TikTokBan.Reports;

/// <summary>Gathers what a report is made of. The clock is never asked, so that the same ledger always gives the same.</summary>
public static class ReportGathering
{
    /// <summary>Gathers all that a ledger knows of a scan.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="journal">The journal of removals; null leaves plans out.</param>
    /// <param name="scanReference"><c>latest</c>, a scan's id, or the beginning of just one id.</param>
    /// <param name="directive">The directive's file, where it isn't a shipped one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The ledger can't be read or was altered, or no such scan, or more than one.</exception>
    public static async Task<ReportInput> FromLedgerAsync(
        EvidenceLedger ledger,
        IRemovalJournal? journal,
        string scanReference,
        Directive? directive = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentException.ThrowIfNullOrWhiteSpace(scanReference);
        var history = await ledger.LoadHistoryAsync(scanReference, cancellationToken).ConfigureAwait(false);
        var stored = history.Scans[^1];
        return new ReportInput(history.Scan)
        {
            Stored = stored,
            History = history.Scans,
            Previous = history.Previous,
            IsPreviousReported = history.IsPreviousReported,
            SeenBefore = history.SeenBefore,
            PreviousReport = history.Told is { } told ? Published(told.Scan.Summary.ScanId, told.Scan.Summary.AsOf, told.Report) : null,
            PreviousReported = history.Told?.Scan,
            OtherReports = [.. history.AllTold.Select(one => Published(one.Scan.Id, one.Scan.AsOf, one.Report))],
            Directive = directive ?? DirectiveTitle.Shipped(stored.Directive),
            Waivers = history.Waivers,
            Plans = journal is null ? [] : await PlansAsync(journal, history, cancellationToken).ConfigureAwait(false),
            Head = history.Head,
        };
    }

    private static PublishedReport Published(string scan, DateOnly asOf, RecordedReport report) => new(scan, asOf, report.Figures);

    private static async Task<IReadOnlyList<(RemovalPlan Plan, RemovalProgress Progress)>> PlansAsync(IRemovalJournal journal, ScanHistory history, CancellationToken cancellationToken)
    {
        var plans = new List<(RemovalPlan, RemovalProgress)>();
        foreach (var plan in await journal.ListPlansAsync(cancellationToken).ConfigureAwait(false))
        {
            if (plan.Authority is { } authority && history.OtherAuthorities.Contains(authority))
                continue;
            var entries = await journal.ReadAsync(plan.Id, cancellationToken).ConfigureAwait(false);
            // What is late is told as of the last thing that is known to have happened.
            var known = entries.Select(entry => entry.At).Append(history.Scans[^1].Finished).Max();
            plans.Add((plan, RemovalProgress.Of(plan, entries, known)));
        }

        return plans;
    }
}
