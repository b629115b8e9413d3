using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using TikTokBan.Exposures;
using TikTokBan.Sources.Mdm;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Benchmarks;

/// <summary>
/// Reads all devices and the whole inventory of a tenant: as a scan, or with nothing but an HttpClient that downloads the same
/// files, unpacks them and throws the bytes away. Waits for the service are passed over in both, so that reading alone is compared.
/// </summary>
internal static class TenantDownload
{
    // The same columns as a scan asks for, or the bytes would be others.
    private static readonly (string Name, string[] Columns)[] Reports =
        [("Devices", MdmReports.DeviceColumns), ("AppInvRawData", MdmReports.InventoryColumns)];

    private static readonly TimeSpan ShortWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongWait = TimeSpan.FromSeconds(4);

    /// <summary>Reads in both ways in turn, so often, and says how long each took; no rounds are one scan alone, and how much memory it needed at most.</summary>
    public static async Task RunAsync(int rounds, Uri endpoint, string tenant, string tokenFile)
    {
        var token = (await File.ReadAllTextAsync(tokenFile).ConfigureAwait(false)).Trim();
        if (rounds == 0)
        {
            await MeasureAsync("alone", () => ScanAsync(endpoint, tenant, token)).ConfigureAwait(false);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory of it {PeakMegabytes()} MB"));
            return;
        }

        // The first order has the reports written; what comes after finds them ready.
        await MeasureAsync("first", () => DownloadAsync(endpoint, token)).ConfigureAwait(false);
        var (bare, scan) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < rounds; round++)
        {
            bare = Math.Min(bare, await MeasureAsync("bare", () => DownloadAsync(endpoint, token)).ConfigureAwait(false));
            scan = Math.Min(scan, await MeasureAsync("scan", () => ScanAsync(endpoint, tenant, token)).ConfigureAwait(false));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio  {scan / bare,7:0.00}, of the quickest of each"));
    }

    private static async Task<double> MeasureAsync(string how, Func<Task<string>> read)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var what = await read().ConfigureAwait(false);
        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{how,-6} {seconds,7:0.00} s  {(process.TotalProcessorTime - cpu).TotalSeconds,7:0.00} s of processor  {what}"));
        return seconds;
    }

    private static async Task<string> ScanAsync(Uri endpoint, string tenant, string token)
    {
        var session = await TenantSession.ConnectAsync(
            new TenantOptions
            {
                Tenant = tenant,
                SignIn = new TokenSignIn((_, _) => ValueTask.FromResult(token), renews: false),
                Endpoints = TenantEndpoints.Of(TenantCloud.Global, graph: endpoint.AbsoluteUri, login: endpoint.AbsoluteUri),
                Time = new HastyTime(),
            },
            CancellationToken.None).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var request = new TenantScanRequest { Session = session, AsOf = new(2026, 11, 16), Sources = ["mdm.devices", "mdm.inventory"], WholeInventory = true };
            var scan = (await TenantScan.RunAsync(request, null, CancellationToken.None).ConfigureAwait(false)).Scan;
            foreach (var source in scan.Coverage.Where(source => source.Problem is not null))
                await Console.Error.WriteLineAsync($"{source.Source}: {source.State}: {source.Problem}").ConfigureAwait(false);
            return string.Create(CultureInfo.InvariantCulture, $"{scan.Coverage.Sum(source => source.RowsRead)} rows, {scan.Summary.Exposures} exposures");
        }
    }

    private static async Task<string> DownloadAsync(Uri endpoint, string token)
    {
        using var http = new HttpClient(new SocketsHttpHandler(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        var bytes = await Task.WhenAll(Reports.Select(report => DownloadAsync(http, endpoint, token, report.Name, report.Columns))).ConfigureAwait(false);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes.Sum()} bytes");
    }

    private static async Task<long> DownloadAsync(HttpClient http, Uri endpoint, string token, string report, string[] columns)
    {
        var order = JsonContent.Create(new { reportName = report, format = "csv", select = columns, localizationType = "localizedValuesAsAdditionalColumn" });
        var jobs = new Uri(endpoint, "v1.0/deviceManagement/reports/exportJobs");
        var job = await AskAsync(http, HttpMethod.Post, jobs, token, order).ConfigureAwait(false);
        string? link;
        for (var looks = 0; (link = job.GetProperty("url").GetString()) is null; looks++)
        {
            // Where the report is ready, two looks suffice; where it is still written, the service bears no haste.
            await Task.Delay(looks < 3 ? ShortWait : LongWait, TimeProvider.System).ConfigureAwait(false);
            job = await AskAsync(http, HttpMethod.Get, new Uri($"{jobs}/{job.GetProperty("id").GetString()}"), token, null).ConfigureAwait(false);
        }

        using var zip = await http.GetStreamAsync(new Uri(link)).ConfigureAwait(false);
        var head = new byte[30];
        await zip.ReadExactlyAsync(head).ConfigureAwait(false);
        await zip.ReadExactlyAsync(new byte[BitConverter.ToUInt16(head, 26) + BitConverter.ToUInt16(head, 28)]).ConfigureAwait(false);
        using var content = new DeflateStream(zip, CompressionMode.Decompress);
        var buffer = new byte[128 * 1024];
        var bytes = 0L;
        for (int read; (read = await content.ReadAsync(buffer).ConfigureAwait(false)) > 0;)
            bytes += read;
        return bytes;
    }

    private static async Task<JsonElement> AskAsync(HttpClient http, HttpMethod method, Uri address, string token, HttpContent? body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>().ConfigureAwait(false);
    }

    // The kernel keeps the high-water mark; elsewhere the runtime's own figure must do.
    private static long PeakMegabytes()
    {
        if (!OperatingSystem.IsLinux())
            return Process.GetCurrentProcess().PeakWorkingSet64 >> 20;
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) >> 10;
    }

    /// <summary>Passes over waits, and leaves limits as they are.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, state is CancellationTokenSource || period != Timeout.InfiniteTimeSpan || dueTime < ShortWait ? dueTime : ShortWait, period);
    }
}
