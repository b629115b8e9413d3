using System.Runtime.InteropServices;

namespace TikTokBan.Tenant;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (TenantCommandLine.Parse(args, out var problem) is not { } line)
        {
            await Console.Error.WriteLineAsync(problem).ConfigureAwait(false);
            await Console.Error.WriteLineAsync(TenantCommandLine.Usage).ConfigureAwait(false);
            return 2;
        }
        try
        {
            return await ServeAsync(line).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            await Console.Error.WriteLineAsync($"The tenant can't start: {error.Message} Another port can be given with --port.").ConfigureAwait(false);
            return 1;
        }
    }

    private static async Task<int> ServeAsync(TenantCommandLine line)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await using var tenant = await FakeTenant.StartAsync(line.Options()).ConfigureAwait(false);
        line.Prepare(tenant);
        await Console.Out.WriteAsync(HowToScan.Text(tenant, line)).ConfigureAwait(false);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Asked to stop.
        }
        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }
}
