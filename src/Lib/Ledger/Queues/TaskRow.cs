using System.Globalization;

namespace TikTokBan.Ledger.Queues;

/// <summary>A row of the queue.</summary>
internal sealed class TaskRow
{
    public const string Select = """
        SELECT scan_task.authority AS Number, name AS Name, tenant AS Tenant, settings AS Settings, every AS Every, due AS Due, holder AS Holder, fence AS Fence, until AS Until,
               attempts AS Attempts, started AS Started, finished AS Finished, scan AS Scan, problem AS Problem
        FROM scan_task JOIN authority ON authority.number = scan_task.authority
        """;

    // Authorities that have few workers come first. All is counted in one pass; an authority's own tenants take turns among themselves, those that can be had first.
    private const string Waiting = """
         JOIN (SELECT authority AS loaded, tenant AS waiting,
                 count(*) FILTER (WHERE until > @now) OVER (PARTITION BY authority) AS busy, max(started) OVER (PARTITION BY authority) AS served,
                 row_number() OVER (PARTITION BY authority ORDER BY
                   CASE WHEN due <= @now AND until <= @now AND tenant NOT IN (SELECT running FROM scan_task AS other WHERE until > @now AND running IS NOT NULL) AND tenant NOT IN ({taken}) THEN 0 ELSE 1 END,
                   due, tenant) AS turn
               FROM scan_task) AS load ON load.loaded = scan_task.authority AND load.waiting = scan_task.tenant
        WHERE turn <= @turns AND due <= @now AND until <= @now AND tenant NOT IN ({taken})
          AND tenant NOT IN (SELECT running FROM scan_task AS other WHERE until > @now AND running IS NOT NULL)
        ORDER BY busy + turn, coalesce(served, 0), due, scan_task.authority, tenant
        LIMIT 1
        """;

    /// <summary>
    /// The statement that finds the tenant to be scanned next, at <c>@now</c>, without those that are <c>@taken0</c>, <c>@taken1</c>, …, among the first
    /// <c>@turns</c> of each authority. With one of each, workers that ask at the same moment are given tenants of different authorities.
    /// </summary>
    /// <param name="skipLocked">How the engine passes over rows that others hold.</param>
    /// <param name="taken">How many of these there are; one at least, which may be empty.</param>
    public static string Next(string skipLocked, int taken) =>
        $"{Select}{Waiting.Replace("{taken}", string.Join(", ", Enumerable.Range(0, taken).Select(Taken)), StringComparison.Ordinal)} {skipLocked.Replace("FOR UPDATE", "FOR UPDATE OF scan_task", StringComparison.Ordinal)}";

    /// <summary>Name of the parameter for one that is taken.</summary>
    public static string Taken(int index) => string.Create(CultureInfo.InvariantCulture, $"@taken{index}");

    public long Number { get; init; }

    public string Name { get; init; } = "";

    public string Tenant { get; init; } = "";

    public string Settings { get; init; } = "";

    public long Every { get; init; }

    public long Due { get; init; }

    public string? Holder { get; init; }

    public long Fence { get; init; }

    public long Until { get; init; }

    public long Attempts { get; init; }

    public long? Started { get; init; }

    public long? Finished { get; init; }

    public string? Scan { get; init; }

    public string? Problem { get; init; }

    public QueuedTenant ToQueued() => new()
    {
        Authority = Name,
        Tenant = Tenant,
        Settings = Settings,
        Every = TimeSpan.FromMilliseconds(Every),
        Due = DateTimeOffset.FromUnixTimeMilliseconds(Due),
        Holder = Holder,
        Until = Holder is null ? null : DateTimeOffset.FromUnixTimeMilliseconds(Until),
        Attempts = (int)Attempts,
        Started = Time(Started),
        Finished = Time(Finished),
        Scan = Scan,
        Problem = Problem,
    };

    private static DateTimeOffset? Time(long? milliseconds) => milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;
}
