using System.Diagnostics;
using System.Globalization;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenant;
using TikTokBan.Tenant.SignIn;
using TikTokBan.Tests.Removal;

namespace TikTokBan.Crash.Tests;

/// <summary>A small tenant, a plan for it and a ledger, with processes to carry it out. Nothing of it is left when it is disposed of.</summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly string _folder;
    private readonly Carrier _carrier;
    private int _received;
    private int _answered;

    private World(FakeTenant server, RemovalPlan plan, string folder, SharedTime time)
    {
        (Server, Plan, _folder) = (server, plan, folder);
        _carrier = new Carrier
        {
            Plan = Path.Combine(folder, "plan.json"),
            Ledger = Path.Combine(folder, "ledger.db"),
            Graph = server.Endpoint.AbsoluteUri,
            Defender = server.DefenderEndpoint.AbsoluteUri,
            GraphToken = server.Tokens.Issue(),
            DefenderToken = server.Tokens.Issue(new TokenRequest { Audience = "https://api.securitycenter.microsoft.com" }),
            Time = time,
        };
        Watch(null, null);
    }

    public FakeTenant Server { get; }

    public RemovalPlan Plan { get; }

    public IRemovalJournal Journal => new TikTokBan.Ledger.EvidenceLedger(TikTokBan.Ledger.LedgerLocation.Parse(_carrier.Ledger)).Journal;

    /// <summary>Requests since the last run in a process began.</summary>
    public int Requests => Volatile.Read(ref _received);

    public static async Task<World> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("ttb-crash-").FullName;
        var time = new SharedTime(PlanSamples.Now, TimeProvider.System.GetUtcNow());
        // The directory's lists learn of a new group late: what was made before a crash is not seen at once after it.
        var server = await FakeTenant.StartAsync(new FakeTenantOptions { TenantId = PlanSamples.Tenant, Time = time, Throttles = false, DirectoryLag = 2, HasMessageTrace = false });
        var plan = SmallAuthority.Plan();
        SmallAuthority.Fill(server.State);
        var world = new World(server, plan, folder, time);
        await PlanFile.WriteAsync(plan, world._carrier.Plan);
        await File.WriteAllLinesAsync(Path.Combine(folder, "tokens.txt"), [world._carrier.GraphToken, world._carrier.DefenderToken]);
        return world;
    }

    /// <summary>Runs to the end in this process, which is another than any that was killed.</summary>
    public Task<(RunResult Result, int Entries)> RunAsync(RunPurpose purpose)
    {
        Watch(null, null);
        return _carrier.RunAsync(purpose, null);
    }

    /// <summary>Runs in a process of its own, which is killed at a point.</summary>
    /// <returns>Whether it came as far as that.</returns>
    public async Task<bool> KillAsync(RunPurpose purpose, CrashPoint point)
    {
        using var process = new Process { StartInfo = Start(purpose, point) };
        Watch(process, point);
        process.Start();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await EndAsync(process);
        await QuietAsync();
        // 137 is SIGKILL as a shell tells it, -1 what Windows makes of it. A run that came to its end was not disturbed.
        return process.ExitCode switch
        {
            137 or -1 => true,
            0 => false,
            var status => throw new InvalidOperationException($"status {status}: {await errors}{await output}"),
        };
    }

    /// <summary>Starts a run in a process of its own and leaves it alone.</summary>
    public async Task<(int Status, string Errors)> RunAloneAsync(RunPurpose purpose)
    {
        using var process = new Process { StartInfo = Start(purpose, null) };
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await EndAsync(process);
        await output;
        return (process.ExitCode, errors);
    }

    /// <summary>What the journal says of actions that are not as they should be.</summary>
    public async Task<string> ComplaintsAsync() => string.Join('\n', (await Journal.ReadAsync(Plan.Id))
        .Where(entry => entry.Outcome is ActionOutcome.Failed or ActionOutcome.Unknown or ActionOutcome.PendingApproval)
        .Select(entry => $"{entry.Number} run {entry.Run} {entry.Action} {entry.Outcome}: {entry.Sentence}"));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ProcessStartInfo Start(RunPurpose purpose, CrashPoint? point) => new(
        "dotnet",
        [
            "exec", typeof(World).Assembly.Location, purpose.ToString(), _carrier.Plan, _carrier.Ledger, _carrier.Graph, _carrier.Defender, Path.Combine(_folder, "tokens.txt"),
            _carrier.Time.Begun.ToString("O", CultureInfo.InvariantCulture), .. point is { } here ? new[] { here.ToString() } : [],
        ])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        // What starts soonest is what is wanted here.
        Environment = { ["DOTNET_TieredPGO"] = "0" },
    };

    private void Watch(Process? process, CrashPoint? point)
    {
        (_received, _answered) = (0, 0);
        Server.Log.Received = _ => KillAt(process, point, Moment.BeforeEffect, Interlocked.Increment(ref _received));
        // Of requests that are under way at the same time the one that comes to a moment first has the lower number there.
        var done = 0;
        Server.Log.BeforeAnswer = _ => KillAt(process, point, Moment.BeforeAnswer, Interlocked.Increment(ref done));
        Server.Log.Answered = _ => KillAt(process, point, Moment.AfterAnswer, Interlocked.Increment(ref _answered));
    }

    private static void KillAt(Process? process, CrashPoint? point, Moment moment, int number)
    {
        if (process is null || point != new CrashPoint(moment, number))
            return;
        process.Kill();
        process.WaitForExit(Patience);
    }

    private static async Task EndAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new TimeoutException("A run did not come to its end.");
        }
    }

    // What a killed process had sent may still take effect; the next run begins when the tenant has done with it.
    private async Task QuietAsync()
    {
        var calm = 0;
        for (var look = 0; look < 2_000 && calm < 20; look++)
        {
            calm = Volatile.Read(ref _answered) == Volatile.Read(ref _received) ? calm + 1 : 0;
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        if (calm < 20)
            throw new TimeoutException("The tenant still works on what a killed run had sent.");
    }
}
