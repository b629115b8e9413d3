using TikTokBan.Catalogue;
using TikTokBan.Sources;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tests.Tenants;

/// <summary>Reads one source of a stub tenant, as a scan would.</summary>
internal sealed record LiveReading(IReadOnlyList<SourceRecord> Records, SourceTally Tally, IReadOnlyList<RejectedRow> Rejected, TenantException? Problem)
{
    public IReadOnlyList<Observation> Observations => [.. Records.OfType<Observation>()];

    public static async Task<LiveReading> OfAsync(
        HttpMessageHandler tenant, string source, TimeProvider? time = null, string? state = null, TenantCloud cloud = TenantCloud.Global)
    {
        var clock = time ?? new ManualTimeProvider(impatient: true, TimeProvider.System.GetUtcNow());
        await using var session = await TenantSession.ConnectAsync(
            new TenantOptions
            {
                Tenant = StubTenant.TenantId,
                Cloud = cloud,
                SignIn = new TokenSignIn((_, _) => ValueTask.FromResult("made-up-token"), renews: true),
                Time = clock,
                Transport = tenant,
            },
            CancellationToken.None);
        var catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue);
        var options = new LiveOptions { Sources = new HashSet<string> { source }, State = state, Now = clock.GetUtcNow() };
        var records = new List<SourceRecord>();
        var rejected = new List<RejectedRow>();
        var tally = new SourceTally();
        TenantException? problem = null;
        try
        {
            var found = TenantSources.Of(session, options, catalogue).Single(one => one.Descriptor.Id == source);
            await foreach (var record in found.ReadAsync(new SourceContext(catalogue.CreateMatcher(), tally, rejected.Add), CancellationToken.None))
                records.Add(record);
        }
        catch (TenantException e)
        {
            problem = e;
        }

        return new LiveReading(records, tally, rejected, problem);
    }
}
