using System.Globalization;
using Spectre.Console;
using TikTokBan.Exposures;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints the devices of a plan and whose they are: whoever approves must see whom it hits.</summary>
internal static class PlannedDevicePrinter
{
    // More than fit on a screen or two; the document lists them all.
    private const int MostInAll = 60;
    private const int MostOfRing = 20;

    public static void Print(RemovalPlan plan, RemedyMatrix remedies, string language, IAnsiConsole console)
    {
        if (plan.Devices.Count == 0)
            return;
        var (names, controls) = (PlannedNames.ByDevice(plan), PlannedControls.ByDevice(plan));
        var titles = remedies.Controls.ToDictionary(control => control.Id, control => control.Title.In(language), StringComparer.Ordinal);
        var table = Tables.New("Ring", "Device", "Platform", "Person", "Organisation", "Applications", "Controls");
        foreach (var ring in plan.Devices.GroupBy(device => device.Ring).OrderBy(ring => ring.Key))
        {
            var shown = plan.Devices.Count <= MostInAll ? int.MaxValue : MostOfRing;
            foreach (var device in ring.Take(shown))
            {
                table.AddRow(
                    Tables.Cell(device.Ring.ToString(CultureInfo.InvariantCulture)),
                    Tables.Cell(names[device.Id]),
                    Tables.Cell(PlatformNames.Of(device.Platform)),
                    Tables.Cell(device.User ?? "not known"),
                    Tables.Cell(string.IsNullOrEmpty(device.Organisation) ? "not known" : device.Organisation),
                    Tables.Cell(string.Join(", ", device.Applications.Select(application => application.Id))),
                    Tables.Cell(string.Join("; ", controls[device.Id].Select(id => titles.GetValueOrDefault(id, id)))));
            }

            if (ring.Count() > shown)
                table.AddRow(Tables.Cell(ring.Key.ToString(CultureInfo.InvariantCulture)), Tables.Cell(string.Create(CultureInfo.InvariantCulture, $"… and {ring.Count() - shown:N0} more; --format markdown lists all")));
        }

        console.Write(table);
    }
}
