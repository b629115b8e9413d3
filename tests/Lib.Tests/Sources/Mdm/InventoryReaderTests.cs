using System.Globalization;
using System.Net;
using TikTokBan.Exposures;

namespace TikTokBan.Tests.Sources.Mdm;

public sealed class InventoryReaderTests : IDisposable
{
    private const string Detected = "/v1.0/deviceManagement/detectedApps";

    private readonly StubIntune _intune = new();
    private readonly List<(string Name, string Key, string Device)> _installed = [("TikTok", "k1", "d1"), ("TikTok", "k2", "d2"), ("Calculator", "k3", "d1"), ("Calculator", "k3", "d3")];

    public InventoryReaderTests()
    {
        _intune.Reports["AppInvAggregate"] = _ => Text(
            "ApplicationKey,ApplicationName,ApplicationPublisher,ApplicationVersion,DeviceCount,Platform",
            _installed.GroupBy(one => (one.Name, one.Key)).Select(group => $"{group.Key.Key},{Quoted(group.Key.Name)},,1.0,{group.Count()},iOS"));
        _intune.Reports["AppInvRawData"] = order => Rows(one => order.Filter is null || order.Filter == $"(ApplicationName eq '{one.Name.Replace("'", "''", StringComparison.Ordinal)}')");
        _intune.Reports["DevicesByAppInv"] = order => Rows(one => order.Filter == $"(ApplicationKey eq '{one.Key}')");
        _intune.Reports["Devices"] = _ => Text("DeviceId,DeviceName,OwnerType,LastContact", ["d1", "d2", "d3"], device => $"{Device(device)},{device},1,2026-11-15 08:00:00");
    }

    public void Dispose() => _intune.Dispose();

    [Fact]
    public async Task Only_what_the_counts_name_is_asked_for()
    {
        var scan = await ScanAsync();

        Assert.Equal(["Devices", "AppInvAggregate", "AppInvRawData (ApplicationName eq 'TikTok')"], Ordered().Order(new ByStage()));
        Assert.Equal(["d1", "d2"], Exposed(scan));
        Assert.Equal(("read", 2L), Coverage(scan, "mdm.inventory"));
        Assert.Equal(("read", 3L), Coverage(scan, "mdm.inventory-aggregate"));
    }

    [Fact]
    public async Task What_no_other_report_decides_is_ordered_before_anything_is_waited_for()
    {
        await ScanAsync();

        var firstPoll = _intune.Asked.ToList().FindIndex(asked => asked.StartsWith("GET", StringComparison.Ordinal));
        Assert.Equal(2, firstPoll);
    }

    [Fact]
    public async Task Where_nothing_is_covered_nothing_more_is_asked_and_every_device_is_seen()
    {
        _installed.RemoveAll(one => one.Name == "TikTok");

        var scan = await ScanAsync();

        Assert.DoesNotContain(Ordered(), order => order.StartsWith("AppInvRawData", StringComparison.Ordinal));
        Assert.Equal(("read", 0L), Coverage(scan, "mdm.inventory"));
        Assert.Equal((3L, 0L), (scan.Summary.Devices, scan.Summary.DevicesUnseen));
    }

    [Theory]
    [InlineData("AppInvRawData", "mdm.inventory")]
    [InlineData("AppInvAggregate", "mdm.inventory-aggregate")]
    [InlineData("DeviceInstallStatusByApp", "mdm.install-status")]
    [InlineData("restrictedApps", "mdm.restricted-apps")]
    [InlineData("managedDevices", "mdm.devices")]
    public async Task What_a_capture_keeps_of_a_source_without_rows_is_recognised(string entity, string source)
    {
        using var folder = new ExportFixture().With("capture.json", $$"""{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#{{entity}}","value":[]}""");

        Assert.Equal(source, (await folder.ReadAsync()).Single.Kind);
    }

    [Fact]
    public async Task Counts_that_could_not_be_read_whole_decide_nothing()
    {
        _installed.RemoveAll(one => one.Name == "TikTok");
        _intune.Pack = (name, text) => name == "AppInvAggregate" ? StubIntune.Zip(name, text)[..^1] : StubIntune.Zip(name, text);

        var scan = await ScanAsync();

        Assert.Contains("AppInvRawData", Ordered());
        Assert.Equal(("read", 2L), Coverage(scan, "mdm.inventory"));
        Assert.Equal("failed", Coverage(scan, "mdm.inventory-aggregate").State);
    }

    [Fact]
    public async Task The_counts_are_read_for_the_inventory_where_they_are_no_source()
    {
        var scan = (await _intune.ScanAsync("mdm.inventory")).Scan;

        Assert.Equal(["AppInvAggregate", "AppInvRawData (ApplicationName eq 'TikTok')"], Ordered());
        Assert.Equal(("read", 2L), Coverage(scan, "mdm.inventory"));
    }

    [Fact]
    public async Task A_quote_in_a_name_is_doubled()
    {
        _installed.Add(("TikTok: Let's Play", "k9", "d3"));

        var scan = await ScanAsync();

        Assert.Contains("AppInvRawData (ApplicationName eq 'TikTok: Let''s Play')", Ordered());
        Assert.Equal(("read", 3L), Coverage(scan, "mdm.inventory"));
    }

    [Fact]
    public async Task A_filter_that_the_service_ignores_costs_one_download_and_doubles_nothing()
    {
        _installed.AddRange([("TikTok Lite", "k8", "d3"), ("CapCut", "k7", "d3")]);
        _intune.Reports["AppInvRawData"] = _ => Rows(_ => true);

        var scan = await ScanAsync();

        Assert.Equal(("read", (long)_installed.Count), Coverage(scan, "mdm.inventory"));
        Assert.Equal(["d1", "d2", "d3"], Exposed(scan));
        Assert.Single(_intune.Tenant.Requests, request => request.Uri.Host == "agency716.blob.core.windows.net" && request.Path.Contains("AppInvRawData", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_names_make_one_report_of_everything_the_better_way()
    {
        _installed.AddRange(Enumerable.Range(0, 40).Select(number => (string.Create(CultureInfo.InvariantCulture, $"TikTok {number}"), string.Create(CultureInfo.InvariantCulture, $"n{number}"), "d3")));
        _installed.AddRange(Enumerable.Range(0, 40).Select(number => ("TikTok", string.Create(CultureInfo.InvariantCulture, $"m{number}"), "d3")));

        var scan = await ScanAsync();

        Assert.Contains("AppInvRawData", Ordered());
        Assert.Equal(["d1", "d2", "d3"], Exposed(scan));
    }

    [Fact]
    public async Task A_name_that_the_filter_does_not_find_is_asked_for_by_its_key()
    {
        _intune.Reports["AppInvRawData"] = _ => Rows(_ => false);

        var scan = await ScanAsync();

        Assert.Contains("DevicesByAppInv (ApplicationKey eq 'k1')", Ordered());
        Assert.Equal(["d1", "d2"], Exposed(scan));
        Assert.Equal(("read", 2L), Coverage(scan, "mdm.inventory"));
    }

    [Fact]
    public async Task What_is_counted_and_never_named_is_told()
    {
        _intune.Reports["AppInvRawData"] = _ => Rows(_ => false);
        _intune.Reports["DevicesByAppInv"] = _ => Rows(_ => false);

        var scan = await ScanAsync();

        Assert.Equal("failed", Coverage(scan, "mdm.inventory").State);
        Assert.Contains("counts 2 devices with TikTok", scan.Coverage.Single(line => line.Source == "mdm.inventory").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_reports_are_denied_the_detected_applications_serve()
    {
        _intune.Refuse = _ => HttpStatusCode.Forbidden;
        Detect("""{"id":"a1","displayName":"TikTok","version":"1.0","platform":"ios","deviceCount":1}""", """{"id":"a2","displayName":"Calculator","deviceCount":2}""");
        _intune.Tenant.Json(Detected + "/a1/managedDevices", $$"""{"value":[{"id":"{{Device("d1")}}","deviceName":"d1","userPrincipalName":null}]}""");

        var scan = (await _intune.ScanAsync("mdm.inventory", "mdm.inventory-aggregate")).Scan;

        Assert.Equal(("read", 1L), Coverage(scan, "mdm.inventory"));
        Assert.Equal(("read", 2L), Coverage(scan, "mdm.inventory-aggregate"));
        Assert.Single(Exposed(scan));
    }

    [Fact]
    public async Task Detected_applications_that_cannot_be_asked_cost_only_themselves()
    {
        _intune.Refuse = _ => HttpStatusCode.Forbidden;
        Detect("""{"id":"a1","displayName":"TikTok","deviceCount":1}""", """{"id":"a2","displayName":"TikTok Lite","deviceCount":1}""");
        _intune.Tenant
            .Json(Detected + "/a1/managedDevices", """{"error":{"code":"BadRequest","message":"made up"}}""", HttpStatusCode.BadRequest)
            .Json(Detected + "/a2/managedDevices", $$"""{"value":[{"id":"{{Device("d2")}}"}]}""");

        var scan = (await _intune.ScanAsync("mdm.inventory")).Scan;

        Assert.Equal(("partial", 1L), Coverage(scan, "mdm.inventory"));
        Assert.Contains("1 of 2 applications", scan.Coverage.Single(line => line.Source == "mdm.inventory").Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_of_devices_that_strand_give_way_to_the_detected_applications()
    {
        _intune.States = order => order.Report == "AppInvRawData" ? ["inProgress"] : ["completed"];
        Detect("""{"id":"a1","displayName":"TikTok","publisher":"","deviceCount":2}""", """{"id":"a2","displayName":"Calculator","deviceCount":2}""");
        _intune.Tenant.Json(Detected + "/a1/managedDevices", $$"""{"value":[{"id":"{{Device("d1")}}"},{"id":"{{Device("d2")}}"}]}""");

        var scan = await ScanAsync();

        Assert.Equal(["d1", "d2"], Exposed(scan));
        Assert.Equal(("read", 2L), Coverage(scan, "mdm.inventory"));
    }

    private async Task<ScanResult> ScanAsync() => (await _intune.ScanAsync("mdm.devices", "mdm.inventory", "mdm.inventory-aggregate")).Scan;

    private void Detect(params string[] applications) => _intune.Tenant.Json(Detected, $$"""{"value":[{{string.Join(',', applications)}}]}""");

    private List<string> Ordered() => [.. _intune.Orders.Select(order => order.Filter is null ? order.Report : $"{order.Report} {order.Filter}")];

    private static (string State, long Rows) Coverage(ScanResult scan, string source) =>
        scan.Coverage.Where(line => line.Source == source).Select(line => (line.State, line.RowsRead)).Single();

    private static IEnumerable<string?> Exposed(ScanResult scan) =>
        scan.Exposures.Select(exposure => exposure.Device?.Name ?? exposure.Device?.Id).Distinct().Order(StringComparer.Ordinal);

    private string Rows(Func<(string Name, string Key, string Device), bool> goes) => Text(
        "ApplicationName,ApplicationPublisher,ApplicationVersion,DeviceId,DeviceName,Platform,ApplicationKey",
        _installed.Where(goes).Select(one => $"{Quoted(one.Name)},,1.0,{Device(one.Device)},{one.Device},iOS,{one.Key}"));

    private static string Text<T>(string header, IEnumerable<T> rows, Func<T, string>? line = null) =>
        string.Concat(rows.Select(row => line is null ? row?.ToString() : line(row)).Prepend(header).Select(text => text + "\r\n"));

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Device(string name) => $"716aaaaa-0000-4000-8000-0000000000{name}";

    private sealed class ByStage : IComparer<string>
    {
        public int Compare(string? x, string? y) => Rank(x).CompareTo(Rank(y));

        private static int Rank(string? order) => order switch
        {
            "Devices" => 0,
            "AppInvAggregate" => 1,
            _ => 2,
        };
    }
}
