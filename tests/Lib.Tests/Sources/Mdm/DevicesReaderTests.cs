using System.Globalization;
using System.Net;
using System.Text.Json;
using TikTokBan.Exposures;

namespace TikTokBan.Tests.Sources.Mdm;

public sealed class DevicesReaderTests : IDisposable
{
    private const string List = "/v1.0/deviceManagement/managedDevices";

    private readonly StubIntune _intune = new();

    public DevicesReaderTests() => _intune.Reports["Devices"] = order => Table(order, 3);

    public void Dispose() => _intune.Dispose();

    [Fact]
    public async Task A_report_is_ordered_waited_for_and_read()
    {
        _intune.States = _ => ["notStarted", "inProgress", "inProgress", "completed"];

        var coverage = await ReadAsync();

        Assert.Equal(("read", 3L), (coverage.State, coverage.RowsRead));
        Assert.Single(_intune.Orders);
        Assert.Equal(4, _intune.Orders[0].Polls);
        Assert.Equal("2.0 3.0 4.5 6.8", string.Join(' ', Waits(4)), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_job_that_strands_is_ordered_again()
    {
        _intune.States = order => order.Number == 0 ? ["inProgress"] : ["completed"];

        var coverage = await ReadAsync();

        Assert.Equal(("read", 3L), (coverage.State, coverage.RowsRead));
        Assert.Equal(2, _intune.Orders.Count);
        Assert.InRange(_intune.Waited, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(11));
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("gone")]
    public async Task A_job_that_comes_to_nothing_is_ordered_again_at_once(string state)
    {
        _intune.States = order => order.Number < 2 ? [state] : ["completed"];

        var coverage = await ReadAsync();

        Assert.Equal(("read", 3L), (coverage.State, coverage.RowsRead));
        Assert.Equal(3, _intune.Orders.Count);
        Assert.True(_intune.Waited < TimeSpan.FromSeconds(30), $"It waited {_intune.Waited}.");
    }

    [Fact]
    public async Task An_order_that_may_not_have_arrived_is_given_again()
    {
        var tries = 0;
        _intune.Refuse = _ => tries++ == 0 ? HttpStatusCode.OK : null;

        Assert.Equal("read", (await ReadAsync()).State);
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task A_column_that_the_service_does_not_know_costs_columns_and_not_the_report()
    {
        _intune.Refuse = order => order.Select.Contains("SupervisedStatus") ? HttpStatusCode.BadRequest : null;

        var coverage = await ReadAsync();

        Assert.Equal(("read", 3L), (coverage.State, coverage.RowsRead));
        Assert.Contains("SerialNumber", Assert.Single(_intune.Orders).Select);
    }

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task Where_reports_are_refused_the_list_serves(HttpStatusCode refusal)
    {
        _intune.Refuse = _ => refusal;
        _intune.Tenant.Json(List, Page(3)).Json("/v1.0/deviceManagement/managedDeviceOverview", """{"enrolledDeviceCount":3}""");

        var coverage = await ReadAsync();

        Assert.Equal(("read", 3L), (coverage.State, coverage.RowsRead));
    }

    [Fact]
    public async Task Three_stranded_jobs_make_it_take_the_list()
    {
        _intune.States = _ => ["inProgress"];
        _intune.Tenant.Json(List, Page(2));

        var coverage = await ReadAsync();

        Assert.Equal(("read", 2L), (coverage.State, coverage.RowsRead));
        Assert.Equal(3, _intune.Orders.Count);
    }

    [Fact]
    public async Task A_list_that_leaves_devices_out_says_so()
    {
        _intune.Refuse = _ => HttpStatusCode.Forbidden;
        _intune.Tenant.Json(List, Page(3)).Json("/v1.0/deviceManagement/managedDeviceOverview", """{"value":{"enrolledDeviceCount":5}}""");

        var coverage = await ReadAsync();

        Assert.Equal(("partial", 3L), (coverage.State, coverage.RowsRead));
        Assert.Contains("lists 3 devices and counts 5", coverage.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_breaks_off_leaves_what_was_read()
    {
        _intune.Reports["Devices"] = order => Table(order, 20_000);
        _intune.Pack = (name, text) => StubIntune.Zip(name + ".csv", text)[..^5000];

        var coverage = await ReadAsync();

        Assert.Equal("partial", coverage.State);
        Assert.InRange(coverage.RowsRead, 1_000, 19_999);
        Assert.Contains("breaks off", coverage.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_in_the_other_format_is_read_as_well()
    {
        _intune.Pack = (name, _) => StubIntune.Zip(name + ".json", """{"schema":["DeviceId","DeviceName"],"values":[["716aaaaa-0000-4000-8000-0000000000d1","PHONE-1"],["716aaaaa-0000-4000-8000-0000000000d2","PHONE-2"]]}""");

        Assert.Equal(("read", 2L), ((await ReadAsync()).State, (await ReadAsync()).RowsRead));
    }

    [Fact]
    public async Task A_report_without_rows_is_read()
    {
        _intune.Pack = (name, _) => StubIntune.Zip(name + ".csv", "");

        var coverage = await ReadAsync();

        Assert.Equal(("read", 0L), (coverage.State, coverage.RowsRead));
    }

    private static string Table(StubOrder order, int devices) => string.Join("\r\n", [
        string.Join(',', order.Select),
        .. Enumerable.Range(1, devices).Select(number => string.Join(',', order.Select.Select(column => column switch
        {
            "DeviceId" => string.Create(CultureInfo.InvariantCulture, $"716aaaaa-0000-4000-8000-{number:000000000000}"),
            "DeviceName" => string.Create(CultureInfo.InvariantCulture, $"PHONE-{(uint)number * 2654435761}"),
            _ => "",
        }))),
        "",
    ]);

    private static string Page(int devices) => JsonSerializer.Serialize(new
    {
        value = Enumerable.Range(1, devices).Select(number => new { id = string.Create(CultureInfo.InvariantCulture, $"716aaaaa-0000-4000-8000-{number:000000000000}"), deviceName = "PHONE" }),
    });

    private async Task<SourceCoverage> ReadAsync() =>
        Assert.Single((await _intune.ScanAsync("mdm.devices")).Scan.Coverage, line => line.Source == "mdm.devices");

    // Each wait is half as long again as the one before.
    private IEnumerable<string> Waits(int count)
    {
        var waits = Enumerable.Range(0, count).Select(number => 2 * Math.Pow(1.5, number)).ToList();
        Assert.Equal(waits.Sum(), _intune.Waited.TotalSeconds, 0.1);
        return waits.Select(wait => wait.ToString("0.0", CultureInfo.InvariantCulture));
    }
}
