using System.Globalization;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Scans;

/// <summary>Reads numbers over time from rows that stand beside the scans: no case is opened.</summary>
internal static class LedgerTrend
{
    /// <summary>Points in the order of their days, then authority and directive.</summary>
    public static async Task<IReadOnlyList<TrendPoint>> ReadAsync(LedgerSession session, TrendRequest request, CancellationToken cancellationToken)
    {
        var heads = (await session.QueryAsync<Head>(
            $"""
            SELECT number AS Number, id AS Id, name AS Name, directive AS Directive, as_of AS AsOf, devices AS Devices, exposures AS Exposures, violations AS Violations
            FROM scan_head WHERE authority = @authority
            {(request.Directive is null ? "" : "AND directive = @Directive")} {(request.Authority is null ? "" : "AND name = @name")}
            {(request.From is null ? "" : "AND as_of >= @from")} {(request.To is null ? "" : "AND as_of <= @to")}
            """,
            new { request.Directive, name = request.Authority, from = Text(request.From), to = Text(request.To) },
            cancellationToken).ConfigureAwait(false))
            .GroupBy(head => (head.Name, head.Directive, Begins: Begins(head.Day, request.Step)))
            .Select(group => (group.Key.Begins, Head: group.MaxBy(head => (head.Day, head.Number))!))
            .OrderBy(point => point.Begins).ThenBy(point => point.Head.Name, StringComparer.Ordinal).ThenBy(point => point.Head.Directive, StringComparer.Ordinal)
            .ToList();
        var counts = await CountsAsync(session, request.By, [.. heads.Select(point => point.Head.Number)], cancellationToken).ConfigureAwait(false);
        return [.. heads.Select(point => point.Head.ToPoint(point.Begins, [.. counts[point.Head.Number].OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => new TrendCount(row.Key, row.Exposures, row.Violations))]))];
    }

    private static async Task<ILookup<long, Row>> CountsAsync(LedgerSession session, TrendKey by, IReadOnlyList<long> scans, CancellationToken cancellationToken)
    {
        var column = by switch
        {
            TrendKey.Application => "application",
            TrendKey.Verdict => "verdict",
            TrendKey.Organisation => "organisation",
            TrendKey.Platform => "platform",
            _ => null,
        };
        List<Row> rows = column is null ? [] : await session.QueryInAsync<Row, long>(
            $$"""
            SELECT scan AS Scan, {{column}} AS Key, CAST(sum(cases) AS bigint) AS Exposures, CAST(sum(CASE WHEN verdict = 'Violation' THEN cases ELSE 0 END) AS bigint) AS Violations
            FROM tally WHERE authority = @authority AND scan {in} GROUP BY scan, {{column}}
            """,
            scans,
            null,
            cancellationToken).ConfigureAwait(false);
        return rows.ToLookup(row => row.Scan);
    }

    private static DateOnly Begins(DateOnly day, TrendStep step) => step switch
    {
        TrendStep.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        TrendStep.Month => new DateOnly(day.Year, day.Month, 1),
        _ => day,
    };

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed class Head
    {
        public long Number { get; init; }

        public string Id { get; init; } = "";

        public string? Name { get; init; }

        public string Directive { get; init; } = "";

        public string AsOf { get; init; } = "";

        public long Devices { get; init; }

        public long Exposures { get; init; }

        public long Violations { get; init; }

        public DateOnly Day => DateOnly.ParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        public TrendPoint ToPoint(DateOnly begins, IReadOnlyList<TrendCount> counts) => new()
        {
            Begins = begins,
            Scan = Id,
            AsOf = Day,
            Authority = Name,
            Directive = Directive,
            Devices = Devices,
            Exposures = Exposures,
            Violations = Violations,
            Counts = counts,
        };
    }

    private sealed class Row
    {
        public long Scan { get; init; }

        public string? Key { get; init; }

        public long Exposures { get; init; }

        public long Violations { get; init; }
    }
}
