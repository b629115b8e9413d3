using System.Text.Json.Nodes;
using TikTokBan.Directives;
using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Planning;

namespace TikTokBan.Tests.Removal.Blocks.Planning;

/// <summary>A made-up tenant to block in: a group of phones and one that is left out, applications, the browsers' settings.</summary>
internal static class BlockSamples
{
    public const string Group = "71600000-0000-4000-a000-000000000001", Except = "71600000-0000-4000-a000-000000000002";
    public const string Covered = "716a0000-0000-4000-8000-000000000001", Stranger = "716a0000-0000-4000-8000-000000000002", Own = "716a0000-0000-4000-8000-000000000003", Microsofts = "716a0000-0000-4000-8000-000000000004", Absent = "716a0000-0000-4000-8000-000000000009";

    private const string Edge = "device_vendor_msft_policy_config_microsoft_edgev716~policy~microsoft_edge_urlblocklist";
    private const string Chrome = "device_vendor_msft_policy_config_chromeintunev716~policy~googlechrome_urlblocklist";

    private static readonly Lazy<BlockSelection> Chosen = new(() => BlockSelection.Of(PlanSamples.Catalogue, DirectiveLookup.Find("be-federal-716"), new DateOnly(2023, 4, 3)));

    public static BlockPlanRequest Request(params BlockPart[] parts) => new()
    {
        Selection = Chosen.Value,
        Catalogue = PlanSamples.Catalogue,
        Remedies = PlanSamples.Remedies,
        Parts = parts,
        Group = parts.Any(part => part is BlockPart.Intune or BlockPart.Uninstall or BlockPart.Browsers) ? "All phones" : null,
        Author = PlanSamples.Author,
        Now = PlanSamples.Now,
    };

    public static PlayedTransport Tenant(int devices = 12, int people = 0) => new PlayedTransport()
        .With("/v1.0/groups", Named(Except, "Press service"), Named(Group, "All phones"), Named("71600000-0000-4000-a000-000000000003", "All phones of the past"))
        .With($"/v1.0/groups/{Group}/transitiveMembers", [.. Enumerable.Range(1, devices).Select(Device), .. Enumerable.Range(1, people).Select(Person)])
        .With($"/v1.0/groups/{Except}/transitiveMembers", Device(1))
        .With("/v1.0/deviceManagement/managedDeviceOverview", new JsonObject { ["enrolledDeviceCount"] = 400 })
        .With("/beta/deviceManagement/configurationSettings", [.. Settings(Edge), .. Settings(Chrome), .. Settings("user" + Edge["device".Length..])])
        .With(
            "/v1.0/servicePrincipals",
            Application(Covered, "TikTok for Business", "https://www.tiktok.com/back", "716b0000-0000-4000-8000-00000000000f"),
            Application(Stranger, "Timesheets", "https://timesheets.example/back", "716b0000-0000-4000-8000-00000000000f"),
            Application(Own, "TikTok numbers", "https://www.tiktok.com/own", PlanSamples.Tenant),
            Application(Microsofts, "TikTok sample", "https://www.tiktok.com/ms", "f8cdef31-a31e-4b4a-93e4-5f571e91255a"))
        .With("/v1.0/oauth2PermissionGrants", Grant(1, "Principal", "u-1"), Grant(2, "AllPrincipals", null), Grant(3, "Principal", "u-2", "sp-another"));

    public static JsonObject Device(int number) =>
        Row($$"""{"@odata.type":"#microsoft.graph.device","id":"d-{{number:D3}}","displayName":"PHONE-{{number}}","deviceId":"3c4d0000-0000-4000-a000-{{number:x12}}","deviceOwnership":"company"}""");

    public static JsonObject Person(int number) =>
        Row($$"""{"@odata.type":"#microsoft.graph.user","id":"u-{{number:D3}}","userPrincipalName":"person{{number}}@agency.example"}""");

    public static JsonObject[] Settings(string id) =>
    [
        Row($$"""{"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingDefinition","id":"{{id}}","name":"URLBlocklist","rootDefinitionId":"{{id}}","options":[{"itemId":"{{id}}_0","name":"Disabled"},{"itemId":"{{id}}_1","name":"Enabled"}]}"""),
        Row($$"""{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingCollectionDefinition","id":"{{id}}_urlblocklistdesc","name":"URLBlocklistDesc","rootDefinitionId":"{{id}}"}"""),
    ];

    private static JsonObject Named(string id, string name) => new() { ["id"] = id, ["displayName"] = name };

    private static JsonObject Application(string appId, string name, string reply, string owner) =>
        Row($$"""{"id":"sp-{{appId}}","appId":"{{appId}}","displayName":"{{name}}","appOwnerOrganizationId":"{{owner}}","accountEnabled":true,"replyUrls":["{{reply}}"]}""");

    private static JsonObject Grant(int number, string consent, string? person, string client = "sp-" + Covered) =>
        Row($$"""{"id":"g-{{number}}","clientId":"{{client}}","consentType":"{{consent}}","principalId":{{(person is null ? "null" : $"\"{person}\"")}},"resourceId":"sp-graph","scope":" openid profile"}""");

    private static JsonObject Row(string text) => JsonNode.Parse(text)!.AsObject();
}
