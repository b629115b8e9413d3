using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TikTokBan.Tests.Removal.EndToEnd;

/// <summary>An authority of a few devices, drawn by chance: what its portals export, and its registers.</summary>
internal sealed class SmallAuthority
{
    private const string Application = "TikTok";

    // As services show it, with trailing words that differ.
    private static readonly string[] Payers = ["full", "part", "none", "", "full"];

    public required IReadOnlyList<SmallDevice> Devices { get; init; }

    public static SmallAuthority Random(int seed, DateTimeOffset now)
    {
        var random = new Random(seed);
        return new SmallAuthority
        {
            Devices =
            [
                .. Enumerable.Range(1, random.Next(6, 18)).Select(number => new SmallDevice
                {
                    Number = number,
                    Kind = SmallKind.All[random.Next(SmallKind.All.Count)],
                    EntraDeviceId = SmallDevice.EntraOf(number),
                    Owner = random.Next(8) == 0 ? "personal" : "company",
                    User = random.Next(9) == 0 ? null : random.Next(1, 9),
                    HasApplication = random.Next(4) > 0,
                    Payer = random.Next(3) == 0 ? Payers[random.Next(Payers.Length)] : null,
                    IsExcepted = random.Next(9) == 0,
                    Contact = now.AddHours(-random.Next(1, 60)),
                }),
            ],
        };
    }

    /// <summary>Devices of one kind, all with the application, all to be rid of it.</summary>
    public static SmallAuthority Of(SmallKind kind, int devices, DateTimeOffset now) => new()
    {
        Devices = [.. Enumerable.Range(1, devices).Select(number => new SmallDevice { Number = number, Kind = kind, EntraDeviceId = SmallDevice.EntraOf(number), User = number, HasApplication = true, Contact = now.AddHours(-2) })],
    };

    /// <summary>Writes the exports that the tenant serves.</summary>
    public void WriteExports(string folder)
    {
        var people = Devices.Select(device => device.User).OfType<int>().Distinct().Order().ToList();
        Json(folder, "entra/users-1.json", people.Select(number => new Dictionary<string, object?>
        {
            ["id"] = SmallDevice.UserId(number),
            ["accountEnabled"] = true,
            ["displayName"] = $"Person {number}",
            ["userPrincipalName"] = SmallDevice.Account(number),
            ["mail"] = SmallDevice.Account(number),
            ["userType"] = "Member",
            ["preferredLanguage"] = "nl-BE",
            ["otherMails"] = Array.Empty<string>(),
            ["proxyAddresses"] = Array.Empty<string>(),
        }));
        Json(folder, "entra/devices.json", Devices.Select(device => new Dictionary<string, object?>
        {
            ["id"] = device.ObjectId,
            ["accountEnabled"] = true,
            ["deviceId"] = device.EntraDeviceId,
            ["displayName"] = device.Name,
            ["operatingSystem"] = device.Kind.System,
            ["operatingSystemVersion"] = "18.1",
            ["trustType"] = "AzureAd",
            ["deviceOwnership"] = device.Owner == "personal" ? "Personal" : "Company",
            ["isManaged"] = true,
            ["approximateLastSignInDateTime"] = Time(device.Contact, "yyyy-MM-dd'T'HH:mm:ss'Z'"),
            ["registeredOwners"] = Array.Empty<object>(),
        }));
        Table(
            folder,
            "intune/Devices_small.csv",
            ["DeviceId", "DeviceName", "OwnerType", "ManagementAgents", "OS", "OSVersion", "CompliantState", "LastContact", "CreatedDate", "EnrollmentType", "SerialNumber", "IMEI", "Manufacturer", "Model", "SupervisedStatus", "ReferenceId", "UserId", "UPN", "UserEmail", "UserName"],
            Devices.Select(ReportRow));
        var rows = Devices.Where(device => device.HasApplication).ToList();
        Table(
            folder,
            "intune/AppInvRawData_small.csv",
            ["ApplicationKey", "ApplicationName", "ApplicationPublisher", "ApplicationShortVersion", "ApplicationVersion", "DeviceId", "DeviceName", "OSDescription", "OSVersion", "Platform", "UserId", "EmailAddress", "UserName"],
            rows.Select(device => (string[])[Key(device), Application, Publisher(device), "", "42.0.1", device.Id, device.Name, device.Kind.System, "18.1", device.Kind.Inventory, "", "", ""])
                .Prepend(["k-other", "Calculator", "Somebody", "", "1.0", Devices[0].Id, Devices[0].Name, "iOS", "18.1", "IOS", "", "", ""]));
        Table(
            folder,
            "intune/AppInvAggregate_small.csv",
            ["ApplicationId", "ApplicationKey", "ApplicationName", "ApplicationPublisher", "ApplicationShortVersion", "ApplicationVersion", "DeviceCount", "Platform"],
            rows.GroupBy(Key).Select(group => (string[])[group.Key, group.Key, Application, Publisher(group.First()), "", "42.0.1", group.Count().ToString(CultureInfo.InvariantCulture), group.First().Kind.Inventory])
                .Prepend(["k-other", "k-other", "Calculator", "Somebody", "", "1.0", "1", "IOS"]));
    }

    /// <summary>Writes the profile and the registers, which no tenant has.</summary>
    public void WriteRegisters(string folder)
    {
        Text(folder, "authority.yaml", """
            name: { en: "A small agency (example)", fr: "Une petite agence (exemple)", nl: "Een klein agentschap (voorbeeld)", de: "Eine kleine Behörde (Beispiel)" }
            directive: be-federal-716
            populations: [be-federal]
            assumptions:
              - id: company-owned-is-paid
                text: { en: "A company-owned device is paid in full.", fr: "Payé en totalité.", nl: "Volledig betaald.", de: "Vollständig bezahlt." }
                when: { ownership: company }
                assume: { owner: service, issued: true, usedForWork: true, payer: { purchase: full } }
            limits: { devices: 500, share: 1 }
            """);
        Text(
            folder,
            "funding.csv",
            string.Concat(Devices.Where(device => device.Payer is not null)
                .Select(device => $"{device.Serial};{device.Payer};{device.Payer};{device.Payer};service;yes;1/01/2025;\r\n")
                .Prepend("SN716099999;full;none;none;service;yes;1/01/2025;\r\n")
                .Prepend("serial number;purchase;subscription;use;owner;issued;valid from;valid to\r\n")));
        Text(
            folder,
            "waiver-register.csv",
            string.Concat(Devices.Where(device => device.IsExcepted && device.User is not null)
                .Select(device => $"W-2026-{device.Number:d3};{SmallDevice.Account(device.User!.Value)};{device.Serial};;tiktok;operational;head;head@agency.example;yes;no;1/02/2026;31/01/2027;;yes;no;no;no;yes;no;no\r\n")
                .Prepend("W-2026-900;nobody@agency.example;SN716099999;;tiktok;operational;head;head@agency.example;yes;no;1/02/2026;31/01/2027;;yes;no;no;no;yes;no;no\r\n")
                .Prepend("id;holder_upn;serial;imei;application;kind;approver;granted_by;documented;blanket;valid_from;expires;revoked;single_purpose;personal_phone;institution_network;wifi;stays_at_office;confidential_meetings;crosspost_only\r\n")));
    }

    private static string[] ReportRow(SmallDevice device) =>
    [
        device.Id, device.Name, device.Owner == "company" ? "1" : device.Owner == "personal" ? "2" : "0", "2", device.Kind.System, "18.1", "1",
        Time(device.Contact, "yyyy-MM-dd HH:mm:ss.fffffff"), "2025-01-19 11:48:31.0000000", device.Kind.EnrolmentCode, device.Serial, "", device.Kind.Maker, device.Kind.Model,
        device.Kind.Supervised ? "True" : "False", device.EntraDeviceId, device.User is { } user ? SmallDevice.UserId(user) : "",
        device.User is { } name ? SmallDevice.Account(name) : "", device.User is { } mail ? SmallDevice.Account(mail) : "", device.User is { } shown ? $"Person {shown}" : "",
    ];

    private static string Key(SmallDevice device) => "k-" + device.Kind.Inventory.ToLowerInvariant();

    private static string Publisher(SmallDevice device) => device.Kind.System == "Windows" ? "TikTok Pte. Ltd." : "";

    private static string Time(DateTimeOffset time, string format) => time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    private static void Json(string folder, string name, IEnumerable<Dictionary<string, object?>> rows) =>
        Text(folder, name, JsonSerializer.Serialize(new Dictionary<string, object?> { ["value"] = rows }));

    private static void Table(string folder, string name, string[] header, IEnumerable<string[]> rows) =>
        Text(folder, name, string.Concat(rows.Prepend(header).Select(row => string.Join(',', row.Select(field => $"\"{field}\"")) + "\r\n")));

    private static void Text(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
    }
}
