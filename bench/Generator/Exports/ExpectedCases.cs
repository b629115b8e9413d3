using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>The set pieces and what a correct tool says of each. Beside the authority's folder, not in it: it is no export.</summary>
internal static class ExpectedCases
{
    private const string Name = "expected.json";

    private const string Devices = "expected-devices.csv";

    public static void Write(AuthorityWorld world, Target target)
    {
        using var text = target.Text(Path.Combine("..", Name));
        text.Write("[\n");
        for (var i = 0; i < world.Cases.Count; i++)
        {
            var known = world.Cases[i];
            text.Write(JsonFile.Line(json =>
            {
                json.WriteString("id", known.Id);
                json.WriteString("source", known.Source);
                json.WriteString("expect", known.Expect);
                Optional("result", known.Result);
                Optional("verdict", known.Verdict);
                Optional("serial", known.Serial);
                Optional("upn", known.Upn);
                Optional("value", known.Value);

                void Optional(string name, string? value)
                {
                    if (value is not null)
                        json.WriteString(name, value);
                }
            }));
            text.Write(i == world.Cases.Count - 1 ? "\n" : ",\n");
        }
        text.Write("]\n");
    }

    /// <summary>Every device that has TikTok, by serial number, and the verdict that the registers and the profile lead to.</summary>
    public static void WriteDevices(AuthorityWorld world, Target target)
    {
        using var csv = target.Text(Path.Combine("..", Devices), "\n");
        csv.Plain(',', "serial", "seenBy", "verdict");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var device in world.Devices)
        {
            if ((device.HiddenTikTok || device.Apps.Any(AppsOfInterest.IsTikTok)) && seen.Add(device.Serial))
                csv.Plain(',', device.Serial, device.HiddenTikTok ? "software.inventory" : "mdm.inventory", Verdict(world, device));
        }
    }

    /// <summary>The circular's rule, applied to what was drawn and not to what was exported: so it shares no mistake with a reader.</summary>
    private static string Verdict(AuthorityWorld world, Device device)
    {
        if (device.Holder?.Unit == Unit.Contractors)
            return "OutOfScope";
        var funding = device.Funding ?? new("", "", "", "", "");
        string[] shares = [device.Ownership == "Company" && funding.Purchase is ("" or "unknown") ? "full" : funding.Purchase, funding.Subscription, funding.Use];
        // A waiver in force exempts nobody where the circular knows none, and is for a person to decide.
        var waived = world.Cases.Any(known => known.Serial == device.Serial && known.Id is "minister" or "waiver-valid" or "waiver-blanket");
        if (shares.Any(share => share is "full" or "part"))
            return waived ? "Review" : "Violation";
        return shares.All(share => share == "none") ? "Advise" : "Review";
    }
}
