using TikTokBan.Removal.Applying.Steps;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>Whether a device's own record shows an action that was sent to it: nothing else tells of a request whose answer was lost.</summary>
internal sealed class DeviceResults(IPlanTransport transport, PlanAction action)
{
    // The service's clock and ours may differ.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(2);

    /// <summary>Whether the action is one that is sent to a single device.</summary>
    public bool Concern => action.Kind is ActionKinds.SyncDevice or ActionKinds.Notify;

    /// <summary>Reads it.</summary>
    /// <param name="since">When it was sent.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Tenants.TenantException">It can't be read.</exception>
    public async Task<bool> ShowAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var sent = action.Requests.Single(request => request.Role == "write");
        // A device is read by v1.0, whichever version takes the action.
        var device = "/v1.0" + sent.Path[sent.Path.IndexOf('/', 1)..sent.Path.LastIndexOf('/')];
        var rows = await transport.ReadAsync(new SentRequest("GET", sent.Service, $"{device}?$select=id,deviceActionResults", null), cancellationToken).ConfigureAwait(false);
        // The service names them shorter or longer than the request.
        var word = action.Kind == ActionKinds.SyncDevice ? "sync" : "notification";
        return rows is [var row] && row.TryGetProperty("deviceActionResults", out var results) && results.ValueKind == System.Text.Json.JsonValueKind.Array
            && results.EnumerateArray().Any(result =>
                StepValues.Member(result, "actionName")?.Contains(word, StringComparison.OrdinalIgnoreCase) == true
                && result.TryGetProperty("startDateTime", out var start) && start.TryGetDateTimeOffset(out var began) && began >= since - Skew);
    }
}
