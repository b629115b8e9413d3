using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using TikTokBan.Exposures;
using TikTokBan.Tests.Tenants;

namespace TikTokBan.Tests.Sources.Mdm;

/// <summary>A tenant's Intune that writes reports when they are ordered. What it does wrong is for each test to say.</summary>
internal sealed class StubIntune : IDisposable
{
    private const string Jobs = "/v1.0/deviceManagement/reports/exportJobs";

    private readonly Dictionary<string, StubOrder> _orders = [];
    private readonly ManualTimeProvider _time = new(impatient: true);

    public StubIntune()
    {
        Tenant = new StubTenant()
            .On(request => request.Method == "POST" && request.Path == Jobs, Order)
            .On(request => request.Path.StartsWith(Jobs + "/", StringComparison.Ordinal), request => State(_orders[request.Path[(Jobs.Length + 1)..]]))
            .On(request => request.Uri.Host == "agency716.blob.core.windows.net", request => File(_orders[Path.GetFileNameWithoutExtension(request.Path)]));
    }

    public StubTenant Tenant { get; }

    /// <summary>Reports by name; what is not here is refused.</summary>
    public Dictionary<string, Func<StubOrder, string>> Reports { get; } = [];

    /// <summary>The status with which an order is refused; null takes it.</summary>
    public Func<StubOrder, HttpStatusCode?> Refuse { get; set; } = _ => null;

    /// <summary>The states of a job, poll by poll; the last one stays.</summary>
    public Func<StubOrder, string[]> States { get; set; } = _ => ["completed"];

    /// <summary>How a text is packed.</summary>
    public Func<string, string, byte[]> Pack { get; set; } = (name, text) => Zip(name + ".csv", text);

    public IReadOnlyList<StubOrder> Orders => [.. _orders.Values];

    public TimeSpan Waited => new(_time.Waits.Sum(wait => wait.Ticks));

    public IEnumerable<string> Asked => Tenant.Requests.Where(request => request.Uri.Host != "agency716.blob.core.windows.net").Select(request => $"{request.Method} {request.Path}");

    public async Task<ExportScanOutcome> ScanAsync(params string[] sources)
    {
        await using var session = await Tenant.ConnectAsync(_time);
        return await TenantScan.RunAsync(new TenantScanRequest { Session = session, AsOf = new(2026, 11, 16), Sources = sources }, null, CancellationToken.None);
    }

    public void Dispose() => Tenant.Dispose();

    /// <summary>A zip as a service writes it that doesn't know the length beforehand.</summary>
    public static byte[] Zip(string name, string text)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(new Unseekable(bytes), ZipArchiveMode.Create))
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }

    private HttpResponseMessage Order(StubRequest request)
    {
        using var body = JsonDocument.Parse(request.Body!);
        var root = body.RootElement;
        var order = new StubOrder(
            root.GetProperty("reportName").GetString()!,
            root.TryGetProperty("filter", out var filter) ? filter.GetString() : null,
            root.TryGetProperty("select", out var select) ? [.. select.EnumerateArray().Select(column => column.GetString()!)] : [],
            _orders.Values.Count);
        if (Refuse(order) is { } status)
            return StubTenant.JsonAnswer("""{"error":{"code":"BadRequest","message":"made up"}}""", status);
        var id = string.Create(CultureInfo.InvariantCulture, $"{order.Report}_716aaaaa-0000-4000-8000-{_orders.Count:000000000000}");
        _orders.Add(id, order);
        order.Id = id;
        return StubTenant.JsonAnswer($$"""{"id":"{{id}}","status":"notStarted","url":null,"expirationDateTime":"0001-01-01T00:00:00Z"}""", HttpStatusCode.Created);
    }

    private HttpResponseMessage State(StubOrder order)
    {
        var states = States(order);
        var state = states[Math.Min(order.Polls++, states.Length - 1)];
        if (state == "gone")
            return StubTenant.JsonAnswer("""{"error":{"code":"ResourceNotFound","message":"made up"}}""", HttpStatusCode.NotFound);
        var url = state == "completed" ? $"\"https://agency716.blob.core.windows.net/reports/{order.Id}.zip?sig=made-up\"" : "null";
        return StubTenant.JsonAnswer($$"""{"id":"{{order.Id}}","status":"{{state}}","url":{{url}}}""");
    }

    private HttpResponseMessage File(StubOrder order) =>
        new(HttpStatusCode.OK) { Content = new ByteArrayContent(Pack(order.Report, Reports[order.Report](order))) };

    private sealed class Unseekable(Stream inner) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);
    }
}

/// <summary>A report as it was ordered.</summary>
internal sealed record StubOrder(string Report, string? Filter, IReadOnlyList<string> Select, int Number)
{
    public string Id { get; set; } = "";

    public int Polls { get; set; }
}
