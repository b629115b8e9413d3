using System.Globalization;
using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>Defender's view of the devices: their connections, and the software that it found on them.</summary>
internal static class HuntingDevices
{
    private const int Reserved = 7;

    private const string Network = "defender/DeviceNetworkEvents.csv";

    private static readonly string[] OrdinaryHosts = ["login.microsoftonline.com", "outlook.office365.com", "www.belgium.be", "www.google.com", "teams.microsoft.com", "fonts.gstatic.com", "nottiktok.com", "www.standaard.example", "cdn.quotidien.example", "update.code.visualstudio.com", "pypi.org"];

    private static readonly string[] WebHosts = ["www.tiktok.com", "www.tiktok.com", "webcast.tiktok.com", "v16-webapp-prime.tiktok.com", "p16-sign-va.tiktokcdn.com", "lf16-tiktok-web.tiktokcdn-us.com", "sf16-website-login.neutral.ttwstatic.com"];

    private static readonly (string Name, string Type)[] Schema =
    [
        ("DeviceId", "String"), ("DeviceName", "String"), ("AadDeviceId", "String"), ("OSPlatform", "String"), ("OSVersion", "String"), ("SoftwareVendor", "String"), ("SoftwareName", "String"), ("SoftwareVersion", "String"), ("EndOfSupportStatus", "String"),
    ];

    private static readonly (string Vendor, string Name)[] OrdinarySoftware = [("microsoft", "edge_chromium-based"), ("google", "chrome"), ("mozilla", "firefox"), ("7-zip", "7-zip"), ("adobe", "acrobat_reader_dc"), ("python", "python")];

    public static void Write(AuthorityWorld world, Target target)
    {
        var computers = world.Devices.Where(device => device.Archetype == Archetype.WindowsCompany && device.Holder is { Enabled: true } && !device.Taken).Take(600).ToList();
        // The last few are kept for one case each; chance must not blur those.
        var ordinary = computers.Take(computers.Count - Reserved).ToList();
        using (var csv = target.Text(Network, "\r\n"))
        {
            csv.Plain(',', "Timestamp", "DeviceId", "DeviceName", "AadDeviceId", "ActionType", "RemoteIP", "RemotePort", "RemoteUrl", "LocalIP", "Protocol", "InitiatingProcessFileName", "InitiatingProcessCommandLine", "InitiatingProcessAccountUpn", "ReportId");
            for (var i = 0; i < 1_800; i++)
            {
                var draw = world.Draw("connection", i);
                Row(csv, draw, draw.Pick(ordinary), draw.Pick(OrdinaryHosts), draw.Pick(["msedge.exe", "chrome.exe", "firefox.exe", "ms-teams.exe", "outlook.exe"]), "");
            }
            Browsing(world, csv, ordinary);
            Special(world, csv, computers);
            csv.WriteLine("2026-13-45T99:00:00.0000000Z,,,,ConnectionSuccess,,443,www.tiktok.com,,Tcp,msedge.exe,,,1");
        }
        target.Hunting("defender/DeviceTvmSoftwareInventory.json", capitals: false, Schema, Software(world, computers));
    }

    private static void Browsing(AuthorityWorld world, StreamWriter csv, List<Device> computers)
    {
        for (var i = 0; i < 14; i++)
        {
            var draw = world.Draw("browsing", i);
            var device = draw.Pick(computers);
            for (var n = draw.Between(2, 7); n > 0; n--)
                Row(csv, draw, device, draw.Pick(WebHosts), draw.Pick(["msedge.exe", "chrome.exe"]), "");
        }
        // Other people's pages carry the vendor's pixel: every reader of a newspaper meets it.
        for (var i = 0; i < 45; i++)
        {
            var draw = world.Draw("tracker", i);
            Row(csv, draw, draw.Pick(computers), "analytics.tiktok.com", draw.Pick(["msedge.exe", "chrome.exe", "firefox.exe"]), "");
        }
    }

    private static void Special(AuthorityWorld world, StreamWriter csv, List<Device> computers)
    {
        Case(computers[^1], "web-use", "www.tiktok.com", "msedge.exe", "", "covered", "The web site in a browser: conduct 'web'; no application is installed.");
        Case(computers[^2], "tracker-only", "analytics.tiktok.com", "chrome.exe", "", "review", "The vendor's pixel on somebody else's page: no use.");
        Case(computers[^3], "web-app", "www.tiktok.com", "pwahelper.exe", "\"pwahelper.exe\" --app-id=akpamiohjfcnimfljfndmaldlcfphjmp --app-url=https://www.tiktok.com/", "covered", "The site, installed as an application of the browser.");
        Case(computers[^4], "cdn-alias", "p16-tiktokcdn-com.akamaized.net", "chrome.exe", "", "covered", "The service's content under its delivery network's name.");
        Case(computers[^5], "lookalike-host", "tiktok.com.evil.example", "msedge.exe", "", "suspicious", "Another host that starts with the service's name.");
        Case(computers[^6], "homograph-host", "xn--tktok-n4a.com", "msedge.exe", "", "suspicious", "A name that looks like the service's in some scripts.");
        Case(computers[^7], "archaic-host", "www.musical.ly", "firefox.exe", "", "covered", "The predecessor's name, which still leads to the service.");
        var store = world.Devices.First(device => device.Serial == world.Cases.Find(known => known.Id == "windows-store")!.Serial);
        for (var i = 0; i < 3; i++)
            Row(csv, world.Draw("store", i), store, "api16-normal-useast5.tiktokv.us", "TikTok.exe", "");

        void Case(Device device, string id, string host, string process, string command, string result, string expect)
        {
            Row(csv, world.Draw(id), device, host, process, command);
            world.Cases.Add(new(id, Network, expect, result, Serial: device.Serial, Upn: device.Holder!.Upn, Value: host));
        }
    }

    private static void Row(StreamWriter csv, Draw draw, Device device, string host, string process, string command) => csv.Plain(
        ',',
        draw.Before(AuthorityWorld.Now, 29).Long(), device.DefenderId, $"{device.Name.ToLowerInvariant()}.{Unit.OwnDomain}", device.EntraId.ToString(), draw.Chance(0.97) ? "ConnectionSuccess" : "ConnectionFailed",
        string.Create(CultureInfo.InvariantCulture, $"203.0.113.{draw.Between(1, 254)}"), "443", host, device.Address, "Tcp", process, command, device.Holder!.Upn, draw.Below(1_000_000).ToString(CultureInfo.InvariantCulture));

    private static IEnumerable<string> Software(AuthorityWorld world, List<Device> computers)
    {
        for (var i = 0; i < 500; i++)
        {
            var draw = world.Draw("software", i);
            var (vendor, name) = draw.Pick(OrdinarySoftware);
            yield return Line(draw.Pick(computers), "Windows11", vendor, name, $"{draw.Between(1, 141)}.0.{draw.Below(900)}");
        }
        yield return Line(computers[3], "Windows11", "openai", "tiktoken", "0.12.0");
        foreach (var device in world.Devices.Where(device => device.HiddenTikTok))
            yield return Line(device, "iOS", "tiktok", "tiktok", "42.0.1");
    }

    private static string Line(Device device, string platform, string vendor, string name, string version) => JsonFile.Line(json =>
    {
        json.WriteString("DeviceId", device.DefenderId);
        json.WriteString("DeviceName", device.Name.ToLowerInvariant());
        json.WriteString("AadDeviceId", device.EntraId);
        json.WriteString("OSPlatform", platform);
        json.WriteString("OSVersion", device.OsVersion);
        json.WriteString("SoftwareVendor", vendor);
        json.WriteString("SoftwareName", name);
        json.WriteString("SoftwareVersion", version);
        json.WriteString("EndOfSupportStatus", "");
    });
}
