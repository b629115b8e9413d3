using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Faults;

/// <summary>Which way to fail makes sense for which request.</summary>
internal static class FaultFit
{
    public static bool Fits(FaultKind kind, Exchange exchange)
    {
        var route = exchange.Route;
        return kind switch
        {
            FaultKind.DuplicateRows or FaultKind.ReorderRows => route is { IsList: true },
            FaultKind.EmptyPage or FaultKind.ForeignNextLink or FaultKind.NextLinkLoop => route is { IsList: true, Family: not Family.Defender },
            FaultKind.IgnoredFilter => route is { IsList: true } && exchange.Query.Filter is not null,
            FaultKind.StrandedJob or FaultKind.FailedJob => route is { Method: "POST", Family: Family.IntuneExports },
            FaultKind.ExpiredLink => route is { Family: Family.Storage },
            FaultKind.DeltaGone => route is { IsList: true } && exchange.Query.DeltaToken is not null,
            FaultKind.LostAnswer or FaultKind.LateError => route is { Changes: true },
            FaultKind.SwappedCasing => route is { Family: Family.Hunting },
            FaultKind.ExpiredToken or FaultKind.ClaimsChallenge => route is { IsAnonymous: false },
            FaultKind.TruncatedBody or FaultKind.GarbageGzip or FaultKind.HtmlPage or FaultKind.LocalTimes or FaultKind.MissingProperties => route is not { Family: Family.Storage },
            FaultKind.Throttle => route is not { Family: Family.Login },
            _ => true,
        };
    }
}
