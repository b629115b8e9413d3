using System.Text.Json;
using TikTokBan.Catalogue;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Mdm;

/// <summary>A covered application that the authority deploys, or removes.</summary>
/// <param name="Id">Intune's id of it.</param>
/// <param name="Name">Its name.</param>
/// <param name="IsRemoved">Whether all its assignments are to remove it.</param>
internal sealed record AssignedApplication(string Id, string Name, bool IsRemoved);

/// <summary>Finds the covered applications among those that the authority deploys.</summary>
internal static class AssignedApplications
{
    /// <summary>Reads the list of all, and the assignments of those that are covered or asked for.</summary>
    public static async Task<IReadOnlyList<AssignedApplication>> FindAsync(LiveScan scan, CancellationToken cancellationToken)
    {
        var found = new List<(string Id, string Name)>();
        var request = scan.Client.V1.DeviceAppManagement.MobileApps.ToGetRequestInformation();
        await foreach (var page in scan.Client.PagesAsync(MdmOperations.ApplicationsList, request, cancellationToken).ConfigureAwait(false))
        {
            using var document = JsonDocument.Parse(page.Json, JsonRowReader.Lenient);
            foreach (var row in GraphRows.Of(document))
            {
                if (JsonText.Of(row, "id") is { } id && (scan.Options.Applications.Contains(id) || IsCovered(scan.Matcher, row)) && found.TrueForAll(one => one.Id != id))
                    found.Add((id, JsonText.Of(row, "displayName") ?? id));
            }
        }

        var applications = new List<AssignedApplication>();
        foreach (var (id, name) in found)
            applications.Add(new(id, name, await IsRemovedAsync(scan, id, cancellationToken).ConfigureAwait(false)));
        return applications;
    }

    // What an application is called here is the administrator's choice; what it is, its ids tell.
    private static bool IsCovered(Matcher matcher, JsonElement row)
    {
        bool Is(IndicatorKind kind, string property) => JsonText.Of(row, property) is { } value && matcher.Match(kind, value).Outcome != MatchOutcome.NotCovered;
        return matcher.MatchInventory(JsonText.Of(row, "displayName"), JsonText.Of(row, "publisher"), null).Outcome != MatchOutcome.NotCovered
            || Is(IndicatorKind.Bundle, "bundleId")
            || Is(IndicatorKind.Package, "packageId")
            || Is(IndicatorKind.Winget, "packageIdentifier")
            || Is(IndicatorKind.PackageFamilyName, "identityName")
            || Is(IndicatorKind.Url, "appStoreUrl");
    }

    private static async Task<bool> IsRemovedAsync(LiveScan scan, string id, CancellationToken cancellationToken)
    {
        var intents = new List<string?>();
        var request = scan.Client.V1.DeviceAppManagement.MobileApps[id].Assignments.ToGetRequestInformation();
        await foreach (var page in scan.Client.PagesAsync(MdmOperations.ApplicationAssignments, request, cancellationToken).ConfigureAwait(false))
        {
            using var document = JsonDocument.Parse(page.Json, JsonRowReader.Lenient);
            intents.AddRange(GraphRows.Of(document).Select(row => JsonText.Of(row, "intent")));
        }

        return intents.Count > 0 && intents.TrueForAll(intent => string.Equals(intent, "uninstall", StringComparison.OrdinalIgnoreCase));
    }
}
