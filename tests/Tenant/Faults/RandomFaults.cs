using TikTokBan.Generator.World;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Faults;

/// <summary>Failures that a patient client gets over, drawn from a seed and the request's number among its kind, so that they don't depend on which of two services answers first.</summary>
internal sealed class RandomFaults(ulong seed, double share)
{
    private static readonly FaultRule[] Ways =
    [
        new(FaultKind.Throttle) { RetryAfter = "1" },
        new(FaultKind.Throttle) { RetryAfter = "0.4" },
        new(FaultKind.Throttle) { RetryAfter = "{date+1}" },
        new(FaultKind.HtmlError) { Status = 502 },
        new(FaultKind.HtmlError) { Status = 503, RetryAfter = "1" },
        new(FaultKind.HtmlError) { Status = 504 },
        new(FaultKind.ResetBeforeAnswer),
        new(FaultKind.ResetInBody),
        new(FaultKind.TruncatedBody),
        new(FaultKind.SlowBody),
        new(FaultKind.DuplicateRows),
        new(FaultKind.ReorderRows),
        new(FaultKind.EmptyPage),
        new(FaultKind.SwappedCasing),
        new(FaultKind.MissingProperties),
        new(FaultKind.IgnoredFilter),
        new(FaultKind.ExpiredLink),
        new(FaultKind.LostAnswer),
        new(FaultKind.LateError) { Status = 504 },
    ];

    private readonly Dictionary<string, long> _asked = new(StringComparer.Ordinal);

    public FaultRule? Pick(Exchange exchange)
    {
        if (exchange.Route is not { } route || route.Family == Family.Login)
            return null;
        var number = _asked[route.Kind] = _asked.GetValueOrDefault(route.Kind) + 1;
        var draw = Draw.For(seed, route.Kind, number);
        if (!draw.Chance(share))
            return null;

        // What a POST did before the connection broke nobody knows; creating a second job is the client's to decide.
        return draw.Pick(Array.FindAll(Ways, way => FaultFit.Fits(way.Kind, exchange)));
    }
}
