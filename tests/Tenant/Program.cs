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
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
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
    }
}
