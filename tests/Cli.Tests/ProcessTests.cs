using System.Diagnostics;
using TikTokBan.Ledger;

namespace TikTokBan.Cli.Tests;

/// <summary>What only a process of its own can show: signals, closed pipes, the exit status.</summary>
public sealed class ProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_exit_status_is_that_of_the_verb()
    {
        using var process = Start("bogus");
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith("'bogus' is not a verb", errors, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_interruption_ends_it_cleanly_with_130()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "only Linux shows what another process has loaded");
        using var process = Start("classify", "--input", "-");
        // It waits for its standard input, which stays open: nothing but the signal can end it.
        await WaitUntilReadingAsync(process);

        // Not SIGINT, which takes the same way through the product: a shell that runs the tests in the background ignores it for all of them.
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(Patience);
        var errors = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);

        Assert.Equal(130, process.ExitCode);
        Assert.StartsWith("Cancelled", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_has_enough_is_no_failure()
    {
        using var process = Start("classify", "--input", "-", "--format", "json");
        process.StandardOutput.Close();
        for (var line = 0; line < 5000; line++)
            await process.StandardInput.WriteLineAsync(line == 0 ? "value" : $"some application {line}");
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        var errors = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);

        Assert.Equal((0, ""), (process.ExitCode, errors));
    }

    private static string Assembly => typeof(CommandLine).Assembly.Location;

    [Fact]
    public async Task A_signer_of_checkpoints_that_cannot_be_read_is_told_before_a_scan_begins()
    {
        using var folder = new TemporaryFolder();
        var (ledger, signer) = (folder["ledger.db"], folder["signer.pem"]);
        using var process = Start([(LedgerLocation.SignerVariable, signer)], "scan", "--exports", Path.GetDirectoryName(ledger)!, "--ledger", ledger);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith($"{signer}: there is no such file", errors, StringComparison.Ordinal);
        Assert.False(File.Exists(ledger));
    }

    private static Process Start(params string[] arguments) => Start([], arguments);

    private static Process Start(IEnumerable<(string Name, string Value)> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.ArgumentList.Add(Assembly);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    // The process is ready once it has loaded what reads the input; until then a signal would find the runtime's own handler.
    private static async Task WaitUntilReadingAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!File.ReadAllText($"/proc/{process.Id}/maps").Contains("TikTokBan.dll", StringComparison.Ordinal))
            await Task.Delay(50, patience.Token);
        await Task.Delay(500, patience.Token);
    }
}
