using System.Diagnostics;
using System.Globalization;
using TikTokBan.Ledger.Journals;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Tests.Journals;

/// <summary>A process that begins a run, says so, and adds an entry for each line that it is given, with the number it got or why not.</summary>
internal sealed class HoldingProcess : IDisposable
{
    // A run that nobody kills ends all the same.
    private const int AtMost = 20_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly Process _process;

    private HoldingProcess(Process process) => _process = process;

    /// <summary>Starts it, and waits until it has begun its run.</summary>
    public static async Task<HoldingProcess> StartAsync(string address, TimeSpan claim)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(HoldingProcess).Assembly.Location, "hold-tenant", address, claim.TotalSeconds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = new HoldingProcess(Process.Start(start)!);
        Assert.Equal("begun 1", await process.ReadAsync());
        return process;
    }

    /// <summary>Has it add an entry.</summary>
    /// <returns>The entry's number, or the sentence that it was refused with.</returns>
    public async Task<string> AddAsync()
    {
        await _process.StandardInput.WriteLineAsync("add");
        await _process.StandardInput.FlushAsync();
        return await ReadAsync();
    }

    /// <summary>Sends it a signal, such as STOP.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Ends it without warning.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    /// <summary>What the process does.</summary>
    public static async Task<int> RunAsync(string address, double claimSeconds)
    {
        var journal = new LedgerJournal(LedgerStores.Open(LedgerLocation.Parse(address), TimeProvider.System, MasterKey.None), TimeProvider.System) { ClaimTime = TimeSpan.FromSeconds(claimSeconds) };
        await using var run = await journal.BeginAsync(JournalSamples.Plan(), JournalSamples.Started());
        await SayAsync($"begun {run.Number}");
        for (var number = 1; number <= AtMost && await Console.In.ReadLineAsync() is not null; number++)
        {
            try
            {
                await SayAsync((await run.AppendAsync(JournalSamples.Ended(number))).Number.ToString(CultureInfo.InvariantCulture));
            }
            catch (UnusableInputException refused)
            {
                await SayAsync(refused.Message);
            }
        }

        return 0;

        static async Task SayAsync(string line)
        {
            await Console.Out.WriteLineAsync(line);
            await Console.Out.FlushAsync();
        }
    }

    private async Task<string> ReadAsync() => await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience, TimeProvider.System) ?? throw new InvalidOperationException("The process ended.");
}
