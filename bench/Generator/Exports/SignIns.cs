using System.Globalization;
using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>Sign-ins: the portal's csv of the interactive ones, and a capture of Graph's answer as JSON lines.</summary>
internal static class SignIns
{
    private const int PerFile = 300;

    private static readonly string[] Ordinary = ["Office 365 Exchange Online", "Microsoft Teams", "SharePoint Online Web Client Extensibility", "Zoom", "Miro", "Microsoft Intune Company Portal"];

    /// <summary>The portal's own header, which names one column twice and ends three names with a space or doubles one.</summary>
    private const string Header = "Date (UTC),Request ID,User agent,Correlation ID,User ID,User,Username,User type,Cross tenant access type,Incoming token type,Authentication Protocol,Unique token identifier,Original transfer method,Client credential type,Token Protection - Sign In Session,Token Protection - Sign In Session StatusCode,Application,Application ID ,App owner tenant ID,Resource,Resource ID ,Resource tenant ID,Resource owner tenant ID,Home tenant ID,Home tenant name,IP address,Location,Status,Sign-in error code,Failure reason,Client app,Device ID,Browser,Operating System,Compliant,Managed,Join Type,Multifactor authentication result,Multifactor authentication auth method,Multifactor authentication auth detail,Authentication requirement,Sign-in identifier,Session ID,IP address (seen by resource),Through Global Secure Access,Global Secure Access IP address,Autonomous system  number,Flagged for review,Token issuer type,Incoming token type,Token issuer name,Latency,Conditional Access,Managed Identity type,Associated Resource Id,Federated Token Id,Federated Token Issuer";

    public static void Write(AuthorityWorld world, Target target)
    {
        var business = world.Staff(Unit.Communication, 1);
        world.Cases.Add(new("business-sign-in", "entra/InteractiveSignIns_2026-11-09_2026-11-16.csv", "A sign-in to the vendor's advertising service: an account used for work, not an installed application.", Upn: business.Upn, Value: EntraApplications.Business));
        using (var csv = target.Text("entra/InteractiveSignIns_2026-11-09_2026-11-16.csv", "\r\n", new System.Text.UTF8Encoding(true)))
        {
            csv.WriteLine(Header);
            foreach (var signIn in Make(world, "csv", business))
                csv.Plain(',', Fields(world, signIn));
        }
        using var lines = target.Text("entra/signIns-capture.jsonl");
        var row = 0;
        foreach (var signIn in Make(world, "jsonl", world.Staff(Unit.Communication, 3)))
        {
            var line = Json(world, signIn);
            // The capture was interrupted once and resumed: one line is cut off.
            lines.WriteLine(++row == PerFile / 2 ? line[..(line.Length / 2)] : line);
        }
    }

    private static IEnumerable<SignIn> Make(AuthorityWorld world, string topic, Person business)
    {
        var active = world.People.Where(person => person.Enabled).ToList();
        for (var i = 0; i < PerFile; i++)
        {
            var draw = world.Draw("sign-in-" + topic, i);
            var time = AuthorityWorld.Now.AddSeconds(-i * 1900 - draw.Below(1800));
            var person = draw.Pick(active);
            yield return i is 40 or 110 or 200
                ? new(draw, time, business, EntraApplications.Business)
                : new(draw, time, person, draw.Pick(Ordinary));
        }
    }

    private static string[] Fields(AuthorityWorld world, SignIn signIn)
    {
        var (draw, time, person, application) = signIn;
        var device = world.Devices.FirstOrDefault(device => device.Holder == person);
        var tenant = world.Draw("tenant").Id().ToString();
        var success = draw.Chance(0.95);
        return
        [
            time.Iso(), draw.Id().ToString(), "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
            draw.Id().ToString(), person.Id.ToString(), person.Name, person.Upn, person.Guest ? "Guest" : "Member", "none", "primaryRefreshToken", "none", draw.Hex(22), "none", "none", "unbound", "1002",
            application, EntraApplications.AppId(world, application).ToString(), tenant, "Microsoft Graph", "00000003-0000-0000-c000-000000000000", tenant, tenant, tenant, "AFPP-FAPP",
            string.Create(CultureInfo.InvariantCulture, $"198.51.100.{draw.Between(1, 254)}"), "Brussels, Brussels-Capital, BE", success ? "Success" : "Failure", success ? "0" : "50126",
            success ? "Other." : "Error validating credentials due to invalid username or password.", "Browser", device?.EntraId.ToString() ?? "", "Edge 141.0.0", "Windows 10", "Yes", "Yes", "Microsoft Entra joined",
            "", "", "", "singleFactorAuthentication", person.Upn, draw.Id().ToString(), "", "No", "", "5432", "No", "AzureAD", "primaryRefreshToken", "", draw.Between(40, 900).ToString(CultureInfo.InvariantCulture), "Success", "None", "", "", "",
        ];
    }

    private static string Json(AuthorityWorld world, SignIn signIn) => JsonFile.Line(json =>
    {
        var (draw, time, person, application) = signIn;
        json.WriteString("id", draw.Id());
        json.WriteString("createdDateTime", time.Iso());
        json.WriteString("userDisplayName", person.Name);
        json.WriteString("userPrincipalName", person.Upn);
        json.WriteString("userId", person.Id);
        json.WriteString("appId", EntraApplications.AppId(world, application));
        json.WriteString("appDisplayName", application);
        json.WriteString("ipAddress", string.Create(CultureInfo.InvariantCulture, $"198.51.100.{draw.Between(1, 254)}"));
        json.WriteString("clientAppUsed", "Browser");
        json.WriteBoolean("isInteractive", true);
        json.WriteString("resourceDisplayName", "Microsoft Graph");
        json.WriteStartObject("status");
        json.WriteNumber("errorCode", 0);
        json.WriteEndObject();
        json.WriteStartObject("deviceDetail");
        json.WriteString("deviceId", "");
        json.WriteString("operatingSystem", "Windows 10");
        json.WriteString("browser", "Edge 141.0.0");
        json.WriteEndObject();
    });

    private sealed record SignIn(Draw Draw, DateTimeOffset Time, Person Person, string Application);
}
