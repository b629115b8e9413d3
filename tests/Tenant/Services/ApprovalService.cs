using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Services;

/// <summary>What waits for an administrator's approval; beta.</summary>
internal static class ApprovalService
{
    private const string Read = "DeviceManagementConfiguration.Read.All";

    private static readonly ListKind Kind = new("deviceManagement/operationApprovalRequests", 100, 1000, FilterRules.None with { Otherwise = FilterVerdict.Ignored }) { Oversized = OversizedTop.Clamped };

    public static IEnumerable<Route> Routes =>
    [
        new("GET", "/beta/deviceManagement/operationApprovalRequests", Family.Intune, exchange => Listing.Page(exchange, Kind, [.. exchange.State.Approvals.Requests.Select(Row)]), Read) { IsList = true },
        new("GET", "/beta/deviceManagement/operationApprovalRequests/{id}", Family.Intune, One, Read),
    ];

    private static Answer One(Exchange exchange) => exchange.State.Approvals.Requests.FirstOrDefault(request => request.Code == exchange.Values["id"]) is { } found
        ? Listing.Single(exchange, Kind, Row(found))
        : throw new Refusal(404, "NotFound", "The approval request was not found.");

    private static JsonElement Row(ApprovalRequest request) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["id"] = request.Code,
        ["requestDateTime"] = request.Requested,
        ["expirationDateTime"] = request.Requested.AddDays(30),
        ["lastModifiedDateTime"] = request.Requested,
        ["requestor"] = new JsonObject { ["application"] = new JsonObject { ["displayName"] = "TikTokBan (made up)" } },
        ["approver"] = null,
        ["status"] = request.Status,
        ["requestJustification"] = request.Justification,
        ["approvalJustification"] = null,
        ["requiredOperationApprovalPolicyTypes"] = new JsonArray(request.Family switch { ApprovalFamily.Apps => "app", _ => "unknownFutureValue" }),
    });
}
