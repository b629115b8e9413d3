using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants;

/// <summary>How much a service still lets this session ask, and whether it waits.</summary>
/// <param name="Service">The service.</param>
/// <param name="Limit">Requests that the session allows itself in a window.</param>
/// <param name="Remaining">Requests left in the running window.</param>
/// <param name="Window">Length of the window.</param>
/// <param name="Waiting">How long the session waits before its next request there; null when it doesn't.</param>
/// <param name="Requests">Requests sent so far.</param>
public sealed record ServiceQuota(ServiceFamily Service, int Limit, int Remaining, TimeSpan Window, TimeSpan? Waiting, long Requests);
