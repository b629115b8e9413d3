using System.Diagnostics;
using TikTokBan.Tenant.Faults;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>An interruption ends a scan while it waits for a service.</summary>
public sealed class InterruptionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(50);

    [SkippableFact]
    public async Task A_service_that_wants_a_minute_does_not_keep_an_interruption_waiting()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no signal to send to one process");
        await using var tenant = await TenantRun.EmptyAsync();
        tenant.Faults.Add(new FaultRule(FaultKind.Throttle) { Path = "/users", RetryAfter = "60", Times = null });
        using var process = Start("scan", "--tenant", tenant.TenantId, "--token-file", "-", "--graph-endpoint", tenant.Endpoint.AbsoluteUri, "--source", "directory.users", "--no-ledger");
        await process.StandardInput.WriteAsync(tenant.Tokens.Issue());
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        while (!tenant.Log.Requests.Any(request => request.Status == 429))
            await Task.Delay(20, patience.Token);

        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        var errors = await process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);

        Assert.Equal(130, process.ExitCode);
        Assert.StartsWith("Cancelled", errors, StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[typeof(CommandLine).Assembly.Location, .. arguments])
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
