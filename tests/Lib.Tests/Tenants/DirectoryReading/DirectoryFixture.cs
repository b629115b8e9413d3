using TikTokBan.Catalogue;
using TikTokBan.Sources;
using TikTokBan.Sources.Directory;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Tenants.DirectoryReading;

/// <summary>Reads a tenant's directory as a scan does, source by source.</summary>
internal static class DirectoryFixture
{
    public static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<CoveredCatalogue> Catalogue = new(() => CoveredCatalogue.Load(ProductFiles.Catalogue));
    private static readonly Lazy<Matcher> Matcher = new(() => Catalogue.Value.CreateMatcher());

    /// <summary>Reads some sources, days later than <see cref="Now"/> if need be; those that others are joined to are read too, first.</summary>
    public static async Task<IReadOnlyDictionary<string, ReadSource>> ReadAsync(
        StubTenant tenant, IReadOnlyList<string> sources, IReadOnlyList<string>? groups = null, string? state = null, int later = 0)
    {
        await using var session = await tenant.ConnectAsync();
        var options = new LiveOptions { Now = Now.AddDays(later), Sources = sources.ToHashSet(StringComparer.Ordinal), Groups = groups ?? [], State = state };
        var readings = new Dictionary<string, ReadSource>(StringComparer.Ordinal);
        foreach (var source in TenantSources.Of(session, options, Catalogue.Value).OrderBy(source => source.Descriptor.Stage))
            readings.Add(source.Descriptor.Id, await ReadAsync(source));
        return readings;
    }

    /// <summary>Reads one source.</summary>
    public static async Task<ReadSource> ReadAsync(StubTenant tenant, string source, IReadOnlyList<string>? groups = null, string? state = null, int later = 0) =>
        (await ReadAsync(tenant, [source], groups, state, later))[source];

    /// <summary>Reads one source of a session, without those that it is joined to: one application is covered.</summary>
    public static Task<ReadSource> ReadAloneAsync(TenantSession session, string source, IReadOnlyList<string> groups)
    {
        var scan = new LiveScan(session, new LiveOptions { Now = Now, Groups = groups }, Catalogue.Value);
        var applications = new ApplicationIndex();
        applications.Add(new ServicePrincipalRecord
        {
            Reference = "given",
            ObjectId = "716aaaaa-0000-4000-8000-0000000000e1",
            AppId = "716aaaaa-0000-4000-8000-0000000000a1",
            Match = Matcher.Value.Match(IndicatorKind.Domain, "tiktok.com"),
        });
        scan.HaveApplications(applications, null);
        return ReadAsync(new LiveSource(DirectoryReaders.Create().Single(reader => reader.Shape.Descriptor.Id == source), scan));
    }

    private static async Task<ReadSource> ReadAsync(ISource source)
    {
        var (records, tally) = (new List<SourceRecord>(), new SourceTally());
        TenantException? problem = null;
        try
        {
            await foreach (var record in source.ReadAsync(new SourceContext(Matcher.Value, tally, _ => { }), CancellationToken.None))
                records.Add(record);
        }
        catch (TenantException failure)
        {
            problem = failure;
        }

        return new ReadSource(records, tally, problem);
    }
}

/// <summary>What a source gave, and why it gave no more.</summary>
internal sealed record ReadSource(IReadOnlyList<SourceRecord> Records, SourceTally Tally, TenantException? Problem);
