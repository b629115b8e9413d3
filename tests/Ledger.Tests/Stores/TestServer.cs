using System.Diagnostics;
using System.Globalization;

namespace TikTokBan.Ledger.Tests.Stores;

/// <summary>A throw-away PostgreSQL server of <c>eng/postgres.sh</c>. It ends with this process at the latest.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private static int _servers;

    private readonly string _script;
    private readonly string _folder;

    private TestServer(string script, string folder, string address) => (_script, _folder, Address) = (script, folder, address);

    /// <summary>An administrator's address of the database "postgres".</summary>
    public string Address { get; }

    /// <summary>Starts one; null where its programs are not to be had.</summary>
    public static async Task<TestServer?> StartAsync()
    {
        if (OperatingSystem.IsWindows() || Script() is not { } script || await RunAsync(script, "programs") is null)
            return null;
        var folder = Path.Combine(Path.GetTempPath(), $"tiktokban-postgres-{Environment.ProcessId}-{Interlocked.Increment(ref _servers)}");
        var address = await RunAsync(script, "start", folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ?? throw new InvalidOperationException("The server for tests did not start.");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Process.Start(new ProcessStartInfo("bash", [script, "stop", folder]))?.WaitForExit(10_000);
        return new TestServer(script, folder, address);
    }

    /// <summary>Cuts all connections, as a crash does or as an administrator, and starts it again under the same address.</summary>
    public async Task RestartAsync(bool isCrash = true) => _ = await RunAsync(_script, "restart", _folder, isCrash ? "immediate" : "fast") ?? throw new InvalidOperationException("The server for tests did not start again.");

    /// <summary>Ends it; what it holds stays.</summary>
    public async Task HaltAsync() => _ = await RunAsync(_script, "halt", _folder) ?? throw new InvalidOperationException("The server for tests did not end.");

    /// <summary>Starts one that was ended, under the same address.</summary>
    public async Task StartAgainAsync() => Assert.Equal(Address, await RunAsync(_script, "again", _folder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Ends it for good.</summary>
    public async ValueTask DisposeAsync() => await RunAsync(_script, "stop", _folder);

    private static string? Script()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Path.Combine(folder, "eng", "postgres.sh") is var script && File.Exists(script))
                return script;
        }

        return null;
    }

    // What the script says on its standard output; null where it fails.
    private static async Task<string?> RunAsync(string script, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("bash", [script, .. arguments]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said.Trim() : null;
    }
}
