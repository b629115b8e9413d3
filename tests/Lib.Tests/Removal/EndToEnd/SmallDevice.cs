using System.Globalization;
using System.Text.Json;

namespace TikTokBan.Tests.Removal.EndToEnd;

/// <summary>A kind of device, in the words of Intune's report.</summary>
internal sealed record SmallKind(string System, string Inventory, string EnrolmentCode, bool Supervised, string Model, string Maker)
{
    public static IReadOnlyList<SmallKind> All { get; } =
    [
        new("iOS", "IOS", "appleBulkWithUser", true, "iPhone 16", "Apple"),
        new("iOS", "IOS", "appleBulkWithUser", false, "iPhone 15", "Apple"),
        new("Android", "AndroidFullyManagedDedicated", "androidEnterpriseFullyManaged", false, "Pixel 9", "Google"),
        new("Android", "AndroidWorkProfile", "androidEnterpriseCorporateWorkProfile", false, "Galaxy A55", "Samsung"),
        new("Windows", "Windows", "windowsAzureADJoin", false, "Latitude 7440", "Dell Inc."),
    ];
}

/// <summary>One device of a small authority, and what everybody says of it.</summary>
internal sealed record SmallDevice
{
    public required int Number { get; init; }

    public required SmallKind Kind { get; init; }

    public string Owner { get; init; } = "company";

    /// <summary>Number of its user; null for none.</summary>
    public int? User { get; init; }

    public bool HasApplication { get; init; }

    /// <summary>What the register says is paid; null where it says nothing.</summary>
    public string? Payer { get; init; }

    public bool IsExcepted { get; init; }

    public DateTimeOffset Contact { get; init; }

    public string Id => string.Create(CultureInfo.InvariantCulture, $"71600000-0000-4000-9000-{Number:x12}");

    public string EntraDeviceId { get; init; } = "";

    public string ObjectId => string.Create(CultureInfo.InvariantCulture, $"71600000-0000-4000-b000-{Number:x12}");

    public string Name => string.Create(CultureInfo.InvariantCulture, $"DEVICE-{Number:d3}");

    public string Serial => string.Create(CultureInfo.InvariantCulture, $"SN7160{Number:d5}");

    public static string EntraOf(int number) => string.Create(CultureInfo.InvariantCulture, $"71600000-0000-4000-a000-{number:x12}");

    public static string UserId(int number) => string.Create(CultureInfo.InvariantCulture, $"71600000-0000-4000-8000-{number:x12}");

    public static string Account(int number) => string.Create(CultureInfo.InvariantCulture, $"person{number}@agency.example");

    /// <summary>The device as Graph gives it.</summary>
    public string Json() => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["id"] = Id,
        ["userId"] = User is { } user ? UserId(user) : "",
        ["deviceName"] = Name,
        ["managedDeviceOwnerType"] = Owner,
        ["enrolledDateTime"] = "2025-01-19T11:48:31Z",
        ["lastSyncDateTime"] = Contact.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["operatingSystem"] = Kind.System,
        ["osVersion"] = "18.1",
        ["complianceState"] = "compliant",
        ["jailBroken"] = "False",
        ["managementAgent"] = "mdm",
        ["managementState"] = "managed",
        ["azureADRegistered"] = true,
        ["deviceEnrollmentType"] = Kind.EnrolmentCode,
        ["emailAddress"] = User is { } mail ? Account(mail) : "",
        ["azureADDeviceId"] = EntraDeviceId,
        ["deviceRegistrationState"] = "registered",
        ["isSupervised"] = Kind.Supervised,
        ["userPrincipalName"] = User is { } name ? Account(name) : "",
        ["userDisplayName"] = User is { } shown ? $"Person {shown}" : "",
        ["model"] = Kind.Model,
        ["manufacturer"] = Kind.Maker,
        ["imei"] = "",
        ["serialNumber"] = Serial,
        ["phoneNumber"] = "",
        ["partnerReportedThreatState"] = "unknown",
        ["physicalMemoryInBytes"] = 0,
    });
}
