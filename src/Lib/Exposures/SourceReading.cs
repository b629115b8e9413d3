using TikTokBan.Catalogue;
using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>Reads each source once, in the order that joining needs, and keeps what the coverage says of it.</summary>
internal sealed class SourceReading
{
    /// <summary>The most rejected rows that are listed for one source; all are counted.</summary>
    private const int MostListed = 10_000;

    private static readonly TimeSpan BetweenReports = TimeSpan.FromMilliseconds(100);

    // People before devices, so that a device finds its user; devices before the registers that speak of them.
    private static readonly string[] Order =
        ["directory.users", "directory.groups", "mdm.devices", "directory.devices", "network.devices", "directory.service-principals", "funding.register", "waivers.register"];

    private readonly ScannedWorld _world;
    private readonly int _sourcesAtOnce;
    private readonly IProgress<ScanProgress>? _progress;
    private readonly Func<string?>? _waiting;
    private readonly Matcher _matcher;
    private readonly List<SourceInTurn> _sources;
    private volatile SourceInTurn? _current;
    private int _number;
    private long _rowsBefore;
    private long _bytesBefore;

    public SourceReading(ScanRequest request, ScannedWorld world, IProgress<ScanProgress>? progress)
    {
        _world = world;
        _sourcesAtOnce = request.SourcesAtOnce;
        _progress = progress;
        _waiting = request.Waiting;
        _matcher = request.Catalogue.CreateMatcher();
        _sources =
        [
            .. request.Sources
                .Select(source => new SourceInTurn(source))
                .OrderBy(turn => turn.Source.Descriptor.Stage)
                .ThenBy(turn => Array.IndexOf(Order, turn.Source.Descriptor.Id) is var place and >= 0 ? place : Order.Length)
                .ThenBy(turn => turn.Source.Location, StringComparer.Ordinal),
        ];
    }

    /// <summary>Rejected rows, by file and line.</summary>
    public IReadOnlyList<RejectedRow> Rejected =>
    [
        .. _sources.SelectMany(turn => turn.Rejected)
            .OrderBy(row => row.Location, StringComparer.Ordinal)
            .ThenBy(row => row.Line),
    ];

    public async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reporting = ReportAsync(done.Token);
        try
        {
            await ReadInOrderAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await done.CancelAsync().ConfigureAwait(false);
            await reporting.ConfigureAwait(false);
        }
    }

    public bool WasRead(string id) => Read(id).Any(turn => turn.Tally.RowsRead > 0);

    /// <summary>
    /// Whether it is known what is installed on devices in device management: by their inventory, or because the counts of all
    /// applications were read whole and name no covered one, so that nobody asked on which devices they are.
    /// </summary>
    public bool InventoryWasRead() => WasRead("mdm.inventory")
        || Read("mdm.inventory-aggregate").Any(turn => turn is { State: "read", Tally.RowsRead: > 0 } && (turn.Counts == 0 || Read("mdm.inventory").Any(inventory => inventory.State == "read")));

    private IEnumerable<SourceInTurn> Read(string id) => _sources.Where(turn => turn.Source.Descriptor.Id == id);

    public static string TitleOf(string id) => SourceDescriptors.All.FirstOrDefault(descriptor => descriptor.Id == id)?.Title ?? id;

    public IReadOnlyList<SourceCoverage> Coverage()
    {
        var given = _sources.Select(turn => turn.Source.Descriptor.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. _sources.Select(turn => turn.Coverage())
                .OrderBy(line => line.Source, StringComparer.Ordinal)
                .ThenBy(line => line.Location, StringComparer.Ordinal),
            .. SourceDescriptors.All.Where(descriptor => !given.Contains(descriptor.Id))
                .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)
                .Select(descriptor => new SourceCoverage
                {
                    Source = descriptor.Id,
                    Title = descriptor.Title,
                    Location = "",
                    State = "absent",
                    BlindTo = descriptor.BlindTo,
                }),
        ];
    }

    // Records are joined source by source in order; only their reading runs ahead.
    private async Task ReadInOrderAsync(CancellationToken cancellationToken)
    {
        var ahead = new Queue<ReadAhead>();
        try
        {
            var started = 0;
            foreach (var turn in _sources)
            {
                while (started < _sources.Count && ahead.Count < _sourcesAtOnce)
                    ahead.Enqueue(Start(_sources[started++], cancellationToken));
                await JoinAsync(turn, ahead.Peek(), cancellationToken).ConfigureAwait(false);
                await ahead.Dequeue().DisposeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            foreach (var reading in ahead)
                await reading.DisposeAsync().ConfigureAwait(false);
        }
    }

    private ReadAhead Start(SourceInTurn turn, CancellationToken cancellationToken) =>
        new(turn.Source, new SourceContext(_matcher, turn.Tally, turn.Reject), cancellationToken);

    private async Task JoinAsync(SourceInTurn turn, ReadAhead reading, CancellationToken cancellationToken)
    {
        _current = turn;
        _number++;
        await foreach (var batch in reading.BatchesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var record in batch)
                Take(turn, record);
        }

        if (turn.Source.Descriptor.Id == "waivers.register" && turn.State == "read")
            _world.Waivers.Known = true;
        (_rowsBefore, _bytesBefore) = (_rowsBefore + turn.Tally.RowsRead, _bytesBefore + turn.Tally.BytesRead);
        _current = null;
    }

    private void Take(SourceInTurn turn, SourceRecord record)
    {
        if (record is Observation)
            turn.Observations++;
        else if (record is ApplicationCountRecord)
            turn.Counts++;
        if (!_world.Add(record))
            turn.Unattributed++;
    }

    // By the clock rather than by records: an inventory of millions of rows may hold not one record.
    private async Task ReportAsync(CancellationToken done)
    {
        if (_progress is null)
            return;
        using var timer = new PeriodicTimer(BetweenReports);
        try
        {
            while (await timer.WaitForNextTickAsync(done).ConfigureAwait(false))
            {
                if (_current is { } turn)
                    _progress.Report(new ScanProgress(turn.Source.Location, _number, _sources.Count, _rowsBefore + turn.Tally.RowsRead, _bytesBefore + turn.Tally.BytesRead) { Note = _waiting?.Invoke() });
            }
        }
        catch (OperationCanceledException)
        {
            // The reading has ended.
        }
    }

    private sealed class SourceInTurn(ISource source)
    {
        public ISource Source { get; } = source;

        public SourceTally Tally { get; } = new();

        public List<RejectedRow> Rejected { get; } = [];

        public long Observations { get; set; }

        public long Unattributed { get; set; }

        /// <summary>Covered applications that were counted without their devices.</summary>
        public long Counts { get; set; }

        public string State => (Tally.Incomplete, Tally.Unavailable) switch
        {
            (null, null) => "read",
            (null, _) => "unavailable",
            _ => Tally.RowsRead > 0 ? "partial" : "failed",
        };

        public void Reject(RejectedRow row)
        {
            if (Rejected.Count < MostListed)
                Rejected.Add(row);
        }

        public SourceCoverage Coverage() => new()
        {
            Source = Source.Descriptor.Id,
            Title = Source.Descriptor.Title,
            Location = Source.Location,
            State = State,
            RowsRead = Tally.RowsRead,
            RowsRejected = Tally.RowsRejected,
            Observations = Observations,
            Unattributed = Unattributed,
            From = Tally.From,
            To = Tally.To,
            Sha256 = Tally.Sha256,
            Problem = Tally.Incomplete ?? Tally.Unavailable,
            BlindTo = Source.Descriptor.BlindTo,
        };
    }
}
