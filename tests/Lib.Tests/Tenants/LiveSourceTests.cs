using System.Runtime.CompilerServices;
using System.Text;
using TikTokBan.Catalogue;
using TikTokBan.Sources;
using TikTokBan.Sources.Directory;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Sources.Mdm;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Tenants;

public sealed class LiveSourceTests
{
    private const string Ann = """{"id":"716aaaaa-0000-4000-8000-00000000000a","userPrincipalName":"ann@agency.example","displayName":"Ann"}""";
    private const string Bob = """{"id":"716aaaaa-0000-4000-8000-00000000000b","userPrincipalName":"bob@agency.example","displayName":"Bob"}""";

    [Fact]
    public async Task A_row_that_comes_twice_counts_once()
    {
        var (records, tally) = await ReadAsync(new Given(new Users(), Json(Ann, Bob), Json(Bob), Json(Bob, Ann)));

        Assert.Equal(2, records.Count);
        Assert.Equal(2, tally.RowsRead);
    }

    [Fact]
    public async Task A_reference_names_the_services_id()
    {
        var (records, _) = await ReadAsync(new Given(new Users(), Json(Ann)));

        Assert.Equal("graph/given/716aaaaa-0000-4000-8000-00000000000a", Assert.Single(records).Reference);
    }

    [Fact]
    public async Task A_row_without_an_id_has_the_same_reference_in_any_order()
    {
        const string One = """{"SoftwareName":"tiktok","SoftwareVendor":"tiktok_ltd","DeviceId":"d1","DeviceName":"pc1"}""";
        const string Two = """{"SoftwareName":"tiktok","SoftwareVendor":"tiktok_ltd","DeviceId":"d2","DeviceName":"pc2"}""";

        var (ahead, _) = await ReadAsync(new Given(new SoftwareInventory(), Json(One, Two)) { Id = null });
        var (back, _) = await ReadAsync(new Given(new SoftwareInventory(), Json(Two, One)) { Id = null });

        Assert.Equal(2, ahead.Count);
        Assert.Equal(ahead.Select(record => record.Reference).Order(), back.Select(record => record.Reference).Order());
    }

    [Fact]
    public async Task A_table_is_read_as_it_arrives()
    {
        const string Table = "\uFEFFDeviceId,DeviceName,ApplicationName,ApplicationPublisher,ApplicationVersion,Platform\r\n"
            + "716aaaaa-0000-4000-8000-0000000000d1,PHONE-1,TikTok,,31.2,iOS\r\n"
            + "716aaaaa-0000-4000-8000-0000000000d2,PHONE-2,Tiktoken,,1.0,iOS\r\n";

        var (records, tally) = await ReadAsync(new Given(new InventoryReport(), new DelimitedRows(new MemoryStream(Encoding.UTF8.GetBytes(Table)), "AppInvRawData")));

        Assert.Equal(2, tally.RowsRead);
        Assert.Equal("PHONE-1", Assert.IsType<Observation>(Assert.Single(records)).Device.Name);
        Assert.Equal("graph/given/AppInvRawData:2", records[0].Reference);
    }

    [Fact]
    public async Task A_table_of_something_else_is_refused()
    {
        var failure = await Assert.ThrowsAsync<TenantException>(() =>
            ReadAsync(new Given(new InventoryReport(), new DelimitedRows(new MemoryStream("Colour,Size\r\nred,3\r\n"u8.ToArray()), "AppInvRawData"))));

        Assert.Equal(TenantFailure.BadAnswer, failure.Failure);
        Assert.Contains("Colour, Size", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"error":"none"}""")]
    [InlineData("""{"value":[{"id":""")]
    public async Task An_answer_without_rows_is_no_answer(string answer)
    {
        var failure = await Assert.ThrowsAsync<TenantException>(() => ReadAsync(new Given(new Users(), new JsonRows(Encoding.UTF8.GetBytes(answer)))));

        Assert.Equal(TenantFailure.BadAnswer, failure.Failure);
    }

    [Fact]
    public async Task What_is_read_can_be_read_again_from_its_capture()
    {
        using var folder = new TemporaryCapture();
        const string Table = "DeviceId,DeviceName,ApplicationName,ApplicationPublisher,ApplicationVersion,Platform\r\n716aaaaa-0000-4000-8000-0000000000d1,PHONE-1,TikTok,,31.2,iOS\r\n";
        await using var session = await new StubTenant().ConnectAsync();
        var scan = Scan(session, folder.Path);
        var (people, _) = await ReadAsync(new Given(new Users(), Json(Ann, Ann), Json(Bob)), scan);
        var (apps, _) = await ReadAsync(new Given(new InventoryReport(), new DelimitedRows(new MemoryStream(Encoding.UTF8.GetBytes(Table)), "AppInvRawData")), scan);
        await ReadAsync(new Given(new ServicePrincipals(), Json()) { Place = "graph/servicePrincipals" }, scan);

        using var replayed = ExportSet.Open(folder.Path);

        Assert.Empty(replayed.Unrecognised);
        Assert.Equal(["directory.service-principals", "directory.users", "mdm.inventory"], replayed.Sources.Select(source => source.Descriptor.Id).Order());
        Assert.Equal(people.Select(Person), (await AllOfAsync(replayed, "directory.users")).Select(Person));
        Assert.Equal(apps.Cast<Observation>().Select(app => app.Device), (await AllOfAsync(replayed, "mdm.inventory")).Cast<Observation>().Select(app => app.Device));
        if (OperatingSystem.IsWindows())
            return;
        foreach (var file in Directory.GetFiles(folder.Path))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_source_that_breaks_off_is_captured_as_one_that_breaks_off()
    {
        using var folder = new TemporaryCapture();
        await using var session = await new StubTenant().ConnectAsync();
        await Assert.ThrowsAsync<TenantException>(() => ReadAsync(new Given(new Users(), Json(Ann)) { Fails = true }, Scan(session, folder.Path)));

        using var replayed = ExportSet.Open(folder.Path);
        var tally = new SourceTally();
        var records = await ListAsync(replayed.Sources[0].ReadAsync(new SourceContext(Catalogue.Value.CreateMatcher(), tally, _ => { }), CancellationToken.None));

        Assert.Single(records);
        Assert.NotNull(tally.Incomplete);
    }

    [Fact]
    public async Task Half_a_surrogate_pair_ends_no_capture()
    {
        using var folder = new TemporaryCapture();
        await using var session = await new StubTenant().ConnectAsync();

        await ReadAsync(new Given(new Users(), Json(Ann.Replace("\"Ann\"", "\"A\\ud800\"", StringComparison.Ordinal), Bob)), Scan(session, folder.Path));

        using var replayed = ExportSet.Open(folder.Path);
        Assert.Equal("bob@agency.example", Person(Assert.Single(await AllOfAsync(replayed, "directory.users"))));
    }

    [Fact]
    public async Task A_capture_is_never_added_to_something_else()
    {
        using var folder = new TemporaryCapture();
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "notes.txt"), "mine");
        await using var session = await new StubTenant().ConnectAsync();

        var failure = Assert.Throws<UnusableInputException>(() => Scan(session, folder.Path));

        Assert.Contains("not empty", failure.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(Path.Combine(folder.Path, "notes.txt")));
    }

    [Fact]
    public async Task What_depends_on_the_applications_says_when_they_could_not_be_read()
    {
        await using var session = await new StubTenant().ConnectAsync();
        var scan = Scan(session, null);
        await Assert.ThrowsAsync<TenantException>(() => ReadAsync(new Given(new ServicePrincipals()) { Fails = true }, scan));

        var (_, tally) = await ReadAsync(new Given(new PermissionGrants(), Json()), scan);

        Assert.Contains("Made to fail.", tally.Incomplete, StringComparison.Ordinal);
    }

    private static readonly Lazy<CoveredCatalogue> Catalogue = new(() => CoveredCatalogue.Load(ProductFiles.Catalogue));

    private static string Person(SourceRecord record) => ((PersonRecord)record).Keys.UserPrincipalName!;

    private static JsonRows Json(params string[] rows) => new(Encoding.UTF8.GetBytes($$"""{"value":[{{string.Join(',', rows)}}]}"""));

    private static LiveScan Scan(TenantSession session, string? capture) =>
        new(session, new LiveOptions { Now = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero), Capture = capture }, Catalogue.Value);

    private static async Task<(List<SourceRecord> Records, SourceTally Tally)> ReadAsync(LiveReader reader)
    {
        await using var session = await new StubTenant().ConnectAsync();
        return await ReadAsync(reader, Scan(session, null));
    }

    private static async Task<(List<SourceRecord> Records, SourceTally Tally)> ReadAsync(LiveReader reader, LiveScan scan)
    {
        var tally = new SourceTally();
        return (await ListAsync(new LiveSource(reader, scan).ReadAsync(new SourceContext(Catalogue.Value.CreateMatcher(), tally, _ => { }), CancellationToken.None)), tally);
    }

    private static Task<List<SourceRecord>> AllOfAsync(ExportSet exports, string source) => ListAsync(
        exports.Sources.Single(one => one.Descriptor.Id == source).ReadAsync(new SourceContext(Catalogue.Value.CreateMatcher(), new(), _ => { }), CancellationToken.None));

    private static async Task<List<SourceRecord>> ListAsync(IAsyncEnumerable<SourceRecord> records)
    {
        var list = new List<SourceRecord>();
        await foreach (var record in records)
            list.Add(record);
        return list;
    }

    private sealed class Given(Shape shape, params RowBatch[] batches) : LiveReader
    {
        public string? Id { get; init; } = "id";

        public bool Fails { get; init; }

        public string Place { get; init; } = "graph/given";

        public override Shape Shape => shape;

        public override string Location => Place;

        public override string? IdProperty => Id;

        public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var batch in batches)
            {
                await Task.Yield();
                yield return batch;
            }

            if (Fails)
                throw new TenantException(TenantFailure.Unavailable, "Made to fail.");
        }
    }

    private sealed class TemporaryCapture : IDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "tiktokban-capture-" + System.IO.Path.GetRandomFileName());

        public void Dispose()
        {
            if (Directory.Exists(Path))
                Directory.Delete(Path, recursive: true);
        }
    }
}
