namespace TikTokBan.Ledger.Queues;

/// <summary>A row of the queue.</summary>
internal sealed class TaskRow
{
    public const string Select = """
        SELECT scan_task.authority AS Number, name AS Name, tenant AS Tenant, settings AS Settings, every AS Every, due AS Due, holder AS Holder, fence AS Fence, until AS Until,
               attempts AS Attempts, started AS Started, finished AS Finished, scan AS Scan, problem AS Problem
        FROM scan_task JOIN authority ON authority.number = scan_task.authority
        """;

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
