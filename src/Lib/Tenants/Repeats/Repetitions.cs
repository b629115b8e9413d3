using System.Net;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Repeats;

/// <summary>Why an attempt came to nothing.</summary>
internal enum Fault
{
    /// <summary>Nothing was sent: no connection came about.</summary>
    Unreached,

    /// <summary>Somebody on the way lets nothing through, which waiting doesn't change.</summary>
    Barred,

    /// <summary>The connection broke, before the answer or within it.</summary>
    Broken,

    /// <summary>No answer in time.</summary>
    TooSlow,

    /// <summary>What came isn't what was asked for.</summary>
    Nonsense,

    /// <summary>The service, or a gateway before it, failed.</summary>
    Service,

    /// <summary>The service ran out of time.</summary>
    ServiceTooSlow,

    /// <summary>The service says that the request made it fail.</summary>
    Server,
}

/// <summary>Decides, for one request, whether and when it is sent again.</summary>
internal sealed class Repetitions(TenantOperation operation)
{
    /// <summary>How long one request waits in all for a service that refuses it for load.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    // Services that say "in a second" time and again are believed this often.
    private const int Trusted = 4;

    private readonly Backoff _load = Backoff.OfLoad(operation.Service);
    private readonly Backoff _fault = Backoff.OfFault();
    private readonly Dictionary<Fault, int> _faults = [];
    private TimeSpan _waited;
    private int _refusals;

    /// <summary>What is left of <see cref="Longest"/>.</summary>
    public TimeSpan Patience => Longest - _waited;

    /// <summary>After a refusal for load: the service did nothing, so any request may be sent again.</summary>
    /// <param name="asked">How long the service asked us to wait.</param>
    /// <returns>The wait; null when it would be too long.</returns>
    public TimeSpan? AfterRefusal(TimeSpan? asked)
    {
        var own = asked is null || ++_refusals > Trusted ? _load.Next(Random.Shared.NextDouble()) : TimeSpan.Zero;

        // Timers know whole milliseconds; a wait that ends within one would end before the pause of its service does.
        var wait = TimeSpan.FromMilliseconds(Math.Ceiling((asked is { } given && given > own ? given : own).TotalMilliseconds));
        if (wait > Patience)
            return null;
        _waited += wait;
        return wait;
    }

    /// <summary>After a failure.</summary>
    /// <returns>The wait; null when it isn't sent again.</returns>
    public TimeSpan? AfterFault(Fault fault)
    {
        if (!MayRepeat(fault))
            return null;
        var times = _faults[fault] = _faults.GetValueOrDefault(fault) + 1;
        return times > Bound(fault) ? null : _fault.Next(Random.Shared.NextDouble());
    }

    /// <summary>What a failed answer's status says.</summary>
    public static Fault? Of(HttpStatusCode status) => status switch
    {
        HttpStatusCode.RequestTimeout => Fault.TooSlow,
        HttpStatusCode.GatewayTimeout => Fault.ServiceTooSlow,
        HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable => Fault.Service,
        HttpStatusCode.InternalServerError => Fault.Server,
        _ => null,
    };

    private bool MayRepeat(Fault fault) => fault switch
    {
        Fault.Unreached => true,
        Fault.Barred => false,
        Fault.Server => operation.Method == HttpMethod.Get,
        _ => operation.Method == HttpMethod.Get || operation.IsRepeatable,
    };

    private int Bound(Fault fault) => fault switch
    {
        // Asked for less at once, these services answer: whoever asks knows how, and shouldn't wait long to hear of it.
        Fault.ServiceTooSlow or Fault.TooSlow when operation.Service is ServiceFamily.Hunting or ServiceFamily.IdentityReports => 1,
        Fault.TooSlow or Fault.Nonsense or Fault.Server => 3,
        _ => 6,
    };
}
