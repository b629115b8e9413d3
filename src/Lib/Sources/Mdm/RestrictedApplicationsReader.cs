using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TikTokBan.Catalogue;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Mdm;

/// <summary>Reads the compliance with lists of restricted applications. Which are on them only beta tells; the states are v1.0's, per setting and not per policy.</summary>
internal sealed class RestrictedApplicationsReader : LiveReader
{
    private const string Setting = "RestrictedApps";

    public override Shape Shape { get; } = new RestrictedApplications();

    public override string Location => "intune/restrictedApps";

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var lists = await ListsAsync(scan, cancellationToken).ConfigureAwait(false);
        if (!lists.Values.SelectMany(list => list).Any(item => IsCovered(scan.Matcher, item)))
            throw new TenantException(
                TenantFailure.NotSupported,
                "No compliance policy restricts a covered application, so nothing tells of personal iPhones; restrict TikTok alone in an iOS compliance policy to learn of them.");
        foreach (var (id, policy) in await SettingsAsync(scan, lists.Keys, cancellationToken).ConfigureAwait(false))
        {
            var request = scan.Client.V1.DeviceManagement.DeviceCompliancePolicySettingStateSummaries[id].DeviceComplianceSettingStates.ToGetRequestInformation();
            await foreach (var page in scan.Client.PagesAsync(MdmOperations.ComplianceSettingStates, request, cancellationToken).ConfigureAwait(false))
                yield return new JsonRows(WithList(page.Json, policy, lists[policy]));
        }
    }

    /// <summary>The restricted applications by kind of policy: <c>IosCompliancePolicy</c>.</summary>
    private static async Task<Dictionary<string, List<JsonElement>>> ListsAsync(LiveScan scan, CancellationToken cancellationToken)
    {
        var lists = new Dictionary<string, List<JsonElement>>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var request = scan.Client.Raw(HttpMethod.Get, "beta/deviceManagement/deviceCompliancePolicies");
            await foreach (var page in scan.Client.PagesAsync(MdmOperations.RestrictingPolicies, request, cancellationToken).ConfigureAwait(false))
                Add(lists, page.Json);
        }
        catch (TenantException refusal) when (refusal.Failure is TenantFailure.Refused or TenantFailure.NotFound)
        {
            throw new TenantException(TenantFailure.NotSupported, $"The lists of restricted applications are known to Graph's beta alone, which refuses them here: {refusal.Message}", refusal);
        }

        return lists;
    }

    private static void Add(Dictionary<string, List<JsonElement>> lists, ReadOnlyMemory<byte> page)
    {
        using var document = JsonDocument.Parse(page, JsonRowReader.Lenient);
        foreach (var policy in GraphRows.Of(document))
        {
            if (JsonText.Of(policy, "@odata.type") is not { } type || !policy.TryGetProperty("restrictedApps", out var items) || items.ValueKind != JsonValueKind.Array || items.GetArrayLength() == 0)
                continue;
            var kind = type[(type.LastIndexOf('.') + 1)..];
            if (!lists.TryGetValue(kind, out var list))
                lists.Add(kind, list = []);
            list.AddRange(items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object).Select(item => item.Clone()));
        }
    }

    /// <summary>The settings' ids, each with the kind of policy that it belongs to.</summary>
    private static async Task<List<(string Id, string Policy)>> SettingsAsync(LiveScan scan, IEnumerable<string> policies, CancellationToken cancellationToken)
    {
        var found = new List<(string Id, string Policy)>();
        var wanted = policies.Order(StringComparer.Ordinal).ToList();
        var request = scan.Client.V1.DeviceManagement.DeviceCompliancePolicySettingStateSummaries.ToGetRequestInformation();
        await foreach (var page in scan.Client.PagesAsync(MdmOperations.ComplianceSettings, request, cancellationToken).ConfigureAwait(false))
        {
            using var document = JsonDocument.Parse(page.Json, JsonRowReader.Lenient);
            foreach (var row in GraphRows.Of(document))
            {
                if (JsonText.Of(row, "id") is { } id && PolicyOf(JsonText.Of(row, "setting") ?? JsonText.Of(row, "settingName") ?? id, wanted) is { } policy)
                    found.Add((id, policy));
            }
        }

        // The list has been seen to leave out all platforms but one; the settings are there all the same, under these ids.
        found.AddRange(wanted.Where(policy => found.TrueForAll(one => one.Policy != policy)).Select(policy => ($"{char.ToUpperInvariant(policy[0])}{policy[1..]}.{Setting}", policy)).ToList());
        return found;
    }

    // "IosCompliancePolicy.RestrictedApps"
    private static string? PolicyOf(string setting, List<string> policies) => policies.Find(policy =>
        setting.StartsWith(policy + ".", StringComparison.OrdinalIgnoreCase) && setting.EndsWith("." + Setting, StringComparison.OrdinalIgnoreCase));

    private static bool IsCovered(Matcher matcher, JsonElement item)
    {
        bool Is(IndicatorKind kind, string property) => JsonText.Of(item, property) is { } value && matcher.Match(kind, value).Outcome != MatchOutcome.NotCovered;
        return Is(IndicatorKind.Bundle, "appId") || Is(IndicatorKind.Url, "appStoreUrl") || Is(IndicatorKind.Name, "name");
    }

    private static ReadOnlyMemory<byte> WithList(ReadOnlyMemory<byte> page, string policy, List<JsonElement> list)
    {
        using var document = JsonDocument.Parse(page, JsonRowReader.Lenient);
        var rows = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(rows))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("value");
            foreach (var state in GraphRows.Of(document))
            {
                writer.WriteStartObject();
                foreach (var property in state.EnumerateObject().Where(property => property.Name is not ("platformType" or "restrictedApps")))
                    property.WriteTo(writer);
                writer.WriteString("platformType", policy.StartsWith("android", StringComparison.OrdinalIgnoreCase) ? "android" : "iOS");

                // Where nothing was found, nobody needs to know what was looked for.
                if (JsonText.Of(state, "state") is { } word && string.Equals(word, "nonCompliant", StringComparison.OrdinalIgnoreCase))
                {
                    writer.WriteStartArray("restrictedApps");
                    foreach (var item in list)
                        item.WriteTo(writer);
                    writer.WriteEndArray();
                }

                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return rows.WrittenMemory;
    }
}
