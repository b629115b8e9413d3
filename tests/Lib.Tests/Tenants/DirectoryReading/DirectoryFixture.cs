using TikTokBan.Catalogue;
using TikTokBan.Sources;
using TikTokBan.Sources.Live;

namespace TikTokBan.Tests.Tenants.DirectoryReading;

/// <summary>Reads a tenant's directory as a scan does, source by source.</summary>
internal static class DirectoryFixture
{
    public static readonly DateTimeOffset Now = new(2026, 11, 16, 12, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<CoveredCatalogue> Catalogue = new(() => CoveredCatalogue.Load(ProductFiles.Catalogue));

    /// <summary>Reads some sources; those that others are joined to are read too, first.</summary>
    public static async Task<IReadOnlyDictionary<string, ReadSource>> ReadAsync(
        StubTenant tenant, IReadOnlyList<string> sources, IReadOnlyList<string>? groups = null, string? state = null)
    {
        await using var session = await tenant.ConnectAsync();
        var options = new LiveOptions { Now = Now, Sources = sources.ToHashSet(StringComparer.Ordinal), Groups = groups ?? [], State = state };
        var readings = new Dictionary<string, ReadSource>(StringComparer.Ordinal);
        foreach (var source in TenantSources.Of(session, options, Catalogue.Value).OrderBy(source => source.Descriptor.Stage))
            readings.Add(source.Descriptor.Id, await ReadAsync(source));
        return readings;
    }

    /// <summary>Reads one source.</summary>
    public static async Task<ReadSource> ReadAsync(StubTenant tenant, string source, IReadOnlyList<string>? groups = null, string? state = null) =>
        (await ReadAsync(tenant, [source], groups, state))[source];

    private static async Task<ReadSource> ReadAsync(ISource source)
    {
        var (records, tally) = (new List<SourceRecord>(), new SourceTally());
        TikTokBan.Tenants.TenantException? problem = null;
        try
        {
            await foreach (var record in source.ReadAsync(new SourceContext(Catalogue.Value.CreateMatcher(), tally, _ => { }), CancellationToken.None))
                records.Add(record);
        }
        catch (TikTokBan.Tenants.TenantException failure)
        {
            problem = failure;
        }

        return new ReadSource(records, tally, problem);
    }
}

/// <summary>What a source gave, and why it gave no more.</summary>
internal sealed record ReadSource(IReadOnlyList<SourceRecord> Records, SourceTally Tally, TikTokBan.Tenants.TenantException? Problem);
