using System.Text.Json;
using System.Text.Json.Nodes;

namespace TikTokBan.Tenant.Data;

/// <summary>Sign-ins of the portal's download, as Graph gives them.</summary>
internal static class SignInRows
{
    public static JsonElement FromPortal(IReadOnlyDictionary<string, string> row) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["id"] = row["Request ID"],
        ["createdDateTime"] = row["Date (UTC)"],
        ["userDisplayName"] = row["User"],
        ["userPrincipalName"] = row["Username"],
        ["userId"] = row["User ID"],
        ["appId"] = row["Application ID"],
        ["appDisplayName"] = row["Application"],
        ["ipAddress"] = row["IP address"],
        ["clientAppUsed"] = row["Client app"],
        ["correlationId"] = row["Correlation ID"],
        ["conditionalAccessStatus"] = "success",
        ["isInteractive"] = true,
        ["resourceDisplayName"] = row["Resource"],
        ["resourceId"] = row["Resource ID"],
        ["status"] = new JsonObject { ["errorCode"] = int.TryParse(row["Sign-in error code"], out var code) ? code : 0, ["failureReason"] = row["Failure reason"], ["additionalDetails"] = null },
        ["deviceDetail"] = new JsonObject { ["deviceId"] = row["Device ID"], ["displayName"] = "", ["operatingSystem"] = row["Operating System"], ["browser"] = row["Browser"], ["isCompliant"] = row["Compliant"] == "Yes", ["isManaged"] = row["Managed"] == "Yes", ["trustType"] = row["Join Type"] },
        ["location"] = new JsonObject { ["city"] = "Brussels", ["state"] = "Brussels-Capital", ["countryOrRegion"] = "BE", ["geoCoordinates"] = new JsonObject() },
    });
}
