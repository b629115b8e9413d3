using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Queues;

namespace TikTokBan.Ledger.Tests.Queues;

/// <summary>What a worker did with a claim.</summary>
internal enum Outcome
{
    /// <summary>Its event is in the chain.</summary>
    Kept,

    /// <summary>The tenant could not be scanned.</summary>
    Failed,

    /// <summary>It paused past its claim, and its event was refused.</summary>
    Refused,

    /// <summary>The worker died.</summary>
    Died,
}

/// <summary>A claim, as its worker saw it: moments by one monotonic clock of the test.</summary>
internal sealed record ClaimedScan(int Worker, ScanClaim Claim, TimeSpan From, TimeSpan To, Outcome Outcome);

/// <summary>Workers that scan simulated tenants until all are done: each scan waits as long as it takes, and then keeps a small event under its claim.</summary>
internal sealed class QueueSimulation(SimulatedService service, IReadOnlyList<SimulatedTenant> tenants, int workers)
{
    // A worker that means well keeps its claim however busy this machine is.
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Hasty = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<(string, string), SimulatedTenant> _tenants = tenants.ToDictionary(one => (one.Authority, one.Tenant));
    private readonly ConcurrentDictionary<(string, string), bool> _done = [];
    private readonly CancellationTokenSource _allDone = new();
    private readonly long _began = TimeProvider.System.GetTimestamp();
    private int _lost;

    /// <summary>What was claimed, in the order of the workers' records.</summary>
    public ConcurrentQueue<ClaimedScan> Claims { get; } = [];

    /// <summary>Claims that a worker lost although it meant well.</summary>
    public int Lost => _lost;

    private TimeSpan Now => TimeProvider.System.GetElapsedTime(_began);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_allDone.Token, cancellationToken);
        await Task.WhenAll(Enumerable.Range(1, workers).Select(worker => Task.Run(() => WorkAsync(worker, stop.Token), CancellationToken.None)));
        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task WorkAsync(int worker, CancellationToken stop)
    {
        // One in ten pauses past its claims, one in ten dies, each a few times; then they work on.
        for (var times = 0; times < 3 && worker % 10 < 2; times++)
            await (worker % 10 == 0 ? PauseAsync(worker, stop) : DieAsync(worker, times));
        try
        {
            var done = await new ScanWorker(service.Tasks, Named(worker), Patient, TimeProvider.System).RunAsync((claim, cancellation) => ScanAsync(worker, claim, cancellation), Idle, cancellationToken: stop);
            throw new InvalidOperationException($"A worker ended by itself: {done}.");
        }
        catch (OperationCanceledException)
        {
            // All is done.
        }
    }

    private async Task<string> ScanAsync(int worker, ScanClaim claim, CancellationToken cancellation)
    {
        var from = Now;
        var tenant = _tenants[(claim.Authority, claim.Tenant)];
        try
        {
            await Task.Delay(tenant.Duration, cancellation);
        }
        catch (OperationCanceledException) when (!_allDone.IsCancellationRequested)
        {
            Interlocked.Increment(ref _lost);
            throw;
        }

        if (tenant.Fails)
        {
            Claims.Enqueue(new ClaimedScan(worker, claim, from, Now, Outcome.Failed));
            Done(tenant);
            throw new UnusableInputException(InputProblem.ExportUnusable, "the service says no");
        }

        var to = await KeepAsync(worker, claim, cancellation);
        Claims.Enqueue(new ClaimedScan(worker, claim, from, to, Outcome.Kept));
        Done(tenant);
        return Named(worker);
    }

    private async Task PauseAsync(int worker, CancellationToken stop)
    {
        var asked = Now;
        if (await service.Tasks.ClaimAsync(Named(worker), Hasty, CancellationToken.None) is not { } claim)
            return;
        var held = Held(worker, claim, asked);
        await Task.Delay(Hasty * 2, CancellationToken.None);
        try
        {
            await KeepAsync(worker, claim, stop);
            throw new InvalidOperationException("A late event was kept.");
        }
        catch (UnusableInputException refused) when (refused.Problem is InputProblem.RunInProgress)
        {
            Claims.Enqueue(held with { Outcome = Outcome.Refused });
        }
    }

    private async Task DieAsync(int worker, int times)
    {
        var asked = Now;
        if (await service.Tasks.ClaimAsync(string.Create(CultureInfo.InvariantCulture, $"{Named(worker)}-{times}"), Hasty, CancellationToken.None) is { } claim)
            Claims.Enqueue(Held(worker, claim, asked));
    }

    // Surely held from when the answer came, until its time was over had it been given in the moment in which it was asked for.
    private ClaimedScan Held(int worker, ScanClaim claim, TimeSpan asked)
    {
        var from = Now;
        return new ClaimedScan(worker, claim, from, asked + Hasty > from ? asked + Hasty : from, Outcome.Died);
    }

    // The moment before it lasts: until then the tenant is this worker's.
    private async Task<TimeSpan> KeepAsync(int worker, ScanClaim claim, CancellationToken cancellation)
    {
        await using var session = await service.Of(claim.Authority).WriteAsync(cancellation);
        await ScanTasks.FenceAsync(session, claim, cancellation);
        var claimed = await session.FirstAsync<long>("SELECT started FROM scan_task WHERE authority = @authority AND tenant = @Tenant", new { claim.Tenant }, cancellation);
        using var writer = new EventWriter(session, TimeProvider.System);
        var body = JsonSerializer.Serialize(new KeptScan(claim.Tenant, worker, claim.Fence, claimed, await session.NowAsync(cancellation)));
        await writer.AppendAsync(EventKinds.ScanRun, claim.Tenant, body, cancellation);
        var now = Now;
        await session.CommitAsync(CancellationToken.None);
        return now;
    }

    private void Done(SimulatedTenant tenant)
    {
        _done[(tenant.Authority, tenant.Tenant)] = true;
        if (_done.Count == tenants.Count)
            _allDone.CancelAfter(TimeSpan.FromMilliseconds(200));
    }

    private static string Named(int worker) => string.Create(CultureInfo.InvariantCulture, $"worker-{worker}");
}

/// <summary>What a scan leaves in the chain, by the store's own clock.</summary>
internal sealed record KeptScan(string Tenant, int Worker, long Fence, long Claimed, long Kept);
