using System.Globalization;

namespace TikTokBan.Ledger.Tests.Queues;

/// <summary>A made-up tenant that an authority queues.</summary>
/// <param name="Authority">Name of the authority.</param>
/// <param name="Tenant">Its domain. A few stand with two authorities.</param>
/// <param name="Duration">How long a scan of it takes.</param>
/// <param name="Fails">Whether it can never be scanned.</param>
internal sealed record SimulatedTenant(string Authority, string Tenant, TimeSpan Duration, bool Fails);

/// <summary>Made-up authorities: most have a tenant or two, a few have up to twenty; durations are log-normal.</summary>
internal static class SimulatedAuthorities
{
    public const int MostTenants = 20;
    private const double Skew = 5;
    private const double Spread = 0.8;
    private const int EveryShared = 40;
    private const int EveryFailing = 53;

    public static string Name(int authority) => string.Create(CultureInfo.InvariantCulture, $"town-{authority:D3}");

    /// <summary>Makes them; the same for the same seed.</summary>
    /// <param name="authorities">How many.</param>
    /// <param name="median">Of the durations; none is longer than ten times that.</param>
    /// <param name="seed">What the chance begins with.</param>
    public static IReadOnlyList<SimulatedTenant> Make(int authorities, TimeSpan median, int seed)
    {
#pragma warning disable CA5394 // The same each time is what is wanted.
        var random = new Random(seed);
        var tenants = new List<SimulatedTenant>();
        for (var authority = 1; authority <= authorities; authority++)
        {
            var number = 1 + (int)((MostTenants - 1) * Math.Pow(random.NextDouble(), Skew) + 0.5);
            for (var index = 1; index <= number; index++)
            {
                var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                var duration = median * Math.Min(10, Math.Exp(Spread * normal));
                // A shared tenant is that of an authority before, which queued it for itself.
                var other = tenants.Count % EveryShared == EveryShared - 1 ? tenants.FindLast(one => one.Authority != Name(authority) && !one.Fails) : null;
                var tenant = other?.Tenant ?? string.Create(CultureInfo.InvariantCulture, $"{Name(authority)}-{index}.example");
                tenants.Add(new SimulatedTenant(Name(authority), tenant, duration, other is null && tenants.Count % EveryFailing == EveryFailing - 1));
            }
        }
#pragma warning restore CA5394
        return tenants;
    }
}
