using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TikTokBan.Tenant.Data;

/// <summary>Intune's devices, as Graph gives them, from a row of the devices report.</summary>
internal static class ManagedDeviceRows
{
    public static JsonElement FromReport(IReadOnlyDictionary<string, string> row) => JsonSerializer.SerializeToElement(new JsonObject
    {
        ["id"] = row["DeviceId"],
        ["userId"] = Known(row["UserId"]) ?? "",
        ["deviceName"] = row["DeviceName"],
        ["managedDeviceOwnerType"] = Owner(row["OwnerType"]),
        ["enrolledDateTime"] = Instant(row["CreatedDate"]),
        ["lastSyncDateTime"] = Instant(row["LastContact"]),
        ["operatingSystem"] = row["OS"],
        ["osVersion"] = row["OSVersion"],
        ["complianceState"] = Compliance(row["CompliantState"]),
        ["jailBroken"] = "False",
        ["managementAgent"] = "mdm",
        ["managementState"] = "managed",
        ["azureADRegistered"] = true,
        ["deviceEnrollmentType"] = Enrolment(row["EnrollmentType"]),
        ["emailAddress"] = row["UserEmail"],
        ["azureADDeviceId"] = row["ReferenceId"],
        ["deviceRegistrationState"] = "registered",
        ["isSupervised"] = row["SupervisedStatus"] == "True",
        ["userPrincipalName"] = row["UPN"],
        ["userDisplayName"] = row["UserName"],
        ["model"] = row["Model"],
        ["manufacturer"] = row["Manufacturer"],
        ["imei"] = row["IMEI"],
        ["serialNumber"] = row["SerialNumber"],
        ["phoneNumber"] = "",
        ["partnerReportedThreatState"] = "unknown",
        ["physicalMemoryInBytes"] = 0,
    });

    /// <summary>Whose it is, as Graph spells it.</summary>
    public static string Owner(string text) => text switch { "1" or "Company" => "company", "2" or "Personal" => "personal", _ => "unknown" };

    // The report gives texts where somebody asked for them in place of the codes.
    private static string Enrolment(string text) => text switch
    {
        "Apple bulk with user" => "appleBulkWithUser",
        "Apple bulk without user" => "appleBulkWithoutUser",
        "Apple user enrollment" => "appleUserEnrollment",
        "Azure AD join" => "windowsAzureADJoin",
        "User enrollment" => "userEnrollment",
        "Android Enterprise fully managed" => "androidEnterpriseFullyManaged",
        "Android Enterprise corporate-owned work profile" => "androidEnterpriseCorporateWorkProfile",
        "Android Enterprise dedicated device" => "androidEnterpriseDedicatedDevice",
        "Android (AOSP) userless" => "androidAOSPUserlessDeviceEnrollment",
        "Unknown" => "unknown",
        _ => text,
    };

    private static string Compliance(string text) => text switch { "1" or "Compliant" => "compliant", "254" or "In grace period" => "inGracePeriod", _ => "noncompliant" };

    private static string? Known(string id) => Guid.TryParse(id, out var guid) && guid != Guid.Empty ? id : null;

    // A date that no calendar knows can't be in a service's JSON.
    private static string? Instant(string text) => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
        : null;
}
