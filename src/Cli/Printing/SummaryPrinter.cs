using System.Globalization;
using Spectre.Console;
using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints a scan's numbers: what was found, and beside it what can't be seen.</summary>
internal static class SummaryPrinter
{
    public static void Print(ScanResult scan, IAnsiConsole console)
    {
        var summary = scan.Summary;
        var present = Enum.GetValues<Verdict>().Reverse().Where(verdict => summary.ByVerdict.GetValueOrDefault(verdict.ToString()) > 0).ToArray();
        var table = Tables.New("Application", "Cases");
        foreach (var verdict in present)
            table.AddColumn(new TableColumn(new Markup(Tables.Mark(verdict))).RightAligned());
        foreach (var application in summary.ByApplication)
        {
            table.AddRow(
            [
                Tables.Cell(application.Title),
                Tables.Number(application.Total),
                .. present.Select(verdict => Tables.Number(application.ByVerdict.GetValueOrDefault(verdict.ToString()))),
            ]);
        }

        if (present.Length > 0)
            console.Write(table);
        console.Write(Tables.Line($"{summary.Authority ?? "No authority profile"}: {summary.Directive} as of {summary.AsOf:yyyy-MM-dd}, scan {summary.ScanId}."));
        console.Write(Tables.Line($"{Count(summary.Exposures, "case")} on {Count(summary.ExposedDevices, "device")} and with {Count(summary.ExposedPeople, "person", "people")}; {Count(summary.Devices, "device")} and {Count(summary.People, "person", "people")} are known."));
        if (summary.DevicesUnseen > 0)
            console.Write(Tables.Line($"{Count(summary.DevicesUnseen, "device")} can't be seen by any source that was read: {Reasons(summary)}."));
        if (summary.Suspicious > 0)
            console.Write(Tables.Line($"{Count(summary.Suspicious, "value only poses", "values only pose")} as a covered application; tell the security team, don't remove."));
    }

    private static string Reasons(ScanSummary summary) =>
        string.Join(", ", summary.UnseenByReason.Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Key} {reason.Value:N0}")));

    private static string Count(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");
}
