using System.Globalization;
using TikTokBan.Catalogue;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Exposures;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Verifying;
using TikTokBan.Tenants.Access;

namespace TikTokBan.Cmdlets;

/// <summary>Text of the computed cells of <c>TikTokBan.Format.ps1xml</c>, which holds no logic of its own.</summary>
public static class Cells
{
    /// <summary>The device by its name and platform, else by the best key there is.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <returns>Text; empty where no device is known.</returns>
    public static string Device(Exposure exposure) => exposure?.Device is not { } device ? ""
        : device.Name is { } name ? $"{name} ({device.Platform ?? "?"})"
        : device.Address ?? device.Id;

    /// <summary>The person by user principal name, else by the best key there is.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <returns>Text; empty where no person is known.</returns>
    public static string Person(Exposure exposure) => exposure?.Person?.UserPrincipalName ?? exposure?.Person?.Id ?? "";

    /// <summary>What was done with the application.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <returns>Words, separated by commas.</returns>
    public static string Conducts(Exposure exposure) => string.Join(", ", exposure?.Conducts ?? []);

    /// <summary>The sources that saw it.</summary>
    /// <param name="exposure">The exposure.</param>
    /// <returns>Ids of sources, each once.</returns>
    public static string Sources(Exposure exposure) => string.Join(", ", exposure?.Evidence.Select(evidence => evidence.Source).Distinct() ?? []);

    /// <summary>A day in universal time.</summary>
    /// <param name="time">The time.</param>
    /// <returns>Such as <c>2026-11-16</c>; empty for none.</returns>
    public static string Day(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>An application's title in English.</summary>
    /// <param name="application">The application.</param>
    /// <returns>The title.</returns>
    public static string Title(CoveredApplication application) => application?.Name("en") ?? "";

    /// <summary>As whom a session is signed in.</summary>
    /// <param name="connection">The session.</param>
    /// <returns>The person, else the application's id.</returns>
    public static string SignedInAs(TenantConnection connection) => connection?.Account ?? connection?.ClientId ?? "";

    /// <summary>The permissions that a source lacks.</summary>
    /// <param name="source">What was found of it.</param>
    /// <returns>Names, separated by commas.</returns>
    public static string Missing(SourceAccess source) => source is null ? "" : string.Join(", ", source.MissingApplication.Union(source.MissingDelegated));

    /// <summary>Whether a source can be read, or may be acted on.</summary>
    /// <param name="source">What was found of it.</param>
    /// <returns>The state in a word; of acting it is the token's permissions that tell.</returns>
    public static string Access(SourceAccess source) => source is null ? "" : source is { IsForActing: true, State: AccessState.Readable } ? "Granted" : source.State.ToString();

    /// <summary>Whom a plan reaches.</summary>
    /// <param name="plan">The plan.</param>
    /// <returns>Words.</returns>
    public static string Reach(RemovalPlan plan) => plan is null ? "" : PlanReach.Of(plan);

    /// <summary>The requests that an action would send.</summary>
    /// <param name="action">The action.</param>
    /// <returns>Method and path, and the body below it.</returns>
    public static string Requests(ActionResult action) =>
        action is null ? "" : string.Join('\n', action.Requests.Select(request => $"{request.Method} {request.Path}{(request.Body is { } body ? "\n" + body : "")}"));

    /// <summary>The device that was looked at.</summary>
    /// <param name="device">What was seen of it.</param>
    /// <returns>Its name and platform.</returns>
    public static string VerifiedName(VerifiedDevice device) => device is null ? "" : $"{device.Name ?? device.Device} ({PlatformNames.Of(device.Platform)})";

    /// <summary>As of when something was seen of a device.</summary>
    /// <param name="device">What was seen of it.</param>
    /// <returns>The day; empty for none.</returns>
    public static string AsOf(VerifiedDevice device) => Day(device?.AsOf);

    /// <summary>A scan's verdicts and how often each occurs.</summary>
    /// <param name="scan">The scan.</param>
    /// <returns>Such as <c>Violation 12, Review 3</c>; gravest first.</returns>
    public static string Verdicts(ScanResult scan) => scan is null ? "" : string.Join(
        ", ",
        scan.Summary.ByVerdict.Where(verdict => verdict.Value > 0).Select(verdict => string.Create(CultureInfo.InvariantCulture, $"{verdict.Key} {verdict.Value}")));
}
