using System.Diagnostics;
using System.Globalization;

namespace TikTokBan.Ledger.Tests.Chaos;

/// <summary>Writer processes, each of which is killed and started again at random.</summary>
internal sealed class ChaosWriters : IAsyncDisposable
{
    // A few writes' notes, in bytes.
    private const int LinesToBeBusy = 300;

    private readonly string _folder;
    private readonly int _seconds;
    private readonly IReadOnlyList<string> _addresses;
    private readonly Process[] _processes;
    private readonly int[] _lives;
    private readonly long[] _begins;

    public ChaosWriters(string folder, int number, int seconds, IReadOnlyList<string> addresses)
    {
        (_folder, _seconds, _addresses) = (folder, seconds, addresses);
        (_processes, _lives, _begins) = (new Process[number], new int[number], new long[number]);
        for (var writer = 0; writer < number; writer++)
            Start(writer);
    }

    public int Count => _processes.Length;

    public int Kills { get; private set; }

    /// <summary>Kills a writer where it stands, and starts another in its place.</summary>
    public async Task KillAsync(int writer)
    {
        await StopAsync(writer);
        Start(writer);
        Kills++;
    }

    /// <summary>Those that have written something in this life: to kill one that only begins shows little.</summary>
    public IReadOnlyList<int> Busy => [.. Enumerable.Range(0, Count).Where(writer => Length(writer) > _begins[writer] + LinesToBeBusy)];

    /// <summary>What all of them noted.</summary>
    public IReadOnlyList<ChaosNote> Notes() => [.. Enumerable.Range(0, Count).Where(writer => File.Exists(Log(writer))).SelectMany(writer => ChaosLog.Read(Log(writer)))];

    /// <summary>Kills all of them.</summary>
    public async Task EndAsync()
    {
        for (var writer = 0; writer < Count; writer++)
            await StopAsync(writer);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        foreach (var process in _processes)
            process.Dispose();
    }

    private string Log(int writer) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"writer-{writer}.log"));

    private long Length(int writer) => File.Exists(Log(writer)) ? new FileInfo(Log(writer)).Length : 0;

    private void Start(int writer)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"w{writer}-{++_lives[writer]}");
        _processes[writer]?.Dispose();
        _begins[writer] = Length(writer);
        // A writer that nobody kills ends all the same.
        _processes[writer] = Process.Start("dotnet", ["exec", typeof(ChaosWriter).Assembly.Location, "write-chain", Log(writer), name, _seconds.ToString(CultureInfo.InvariantCulture), .. _addresses]);
    }

    private async Task StopAsync(int writer)
    {
        if (!_processes[writer].HasExited)
            _processes[writer].Kill();
        await _processes[writer].WaitForExitAsync();
    }
}
