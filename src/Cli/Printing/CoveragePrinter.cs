using Spectre.Console;
using TikTokBan.Exposures;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints what each source gave and whom it can't see.</summary>
internal static class CoveragePrinter
{
    public static void Print(ScanResult scan, IAnsiConsole console)
    {
        var table = Tables.New("Source", "State", "Read", "Rejected", "Blind to");
        foreach (var source in scan.Coverage.Where(source => source.State != "absent"))
        {
            table.AddRow(
                Tables.Cell($"{source.Title}: {Short(source.Location)}"),
                new Markup(Mark(source.State)),
                Tables.Number(source.RowsRead),
                Tables.Number(source.RowsRejected),
                Tables.Cell(source.Problem ?? string.Join(", ", source.BlindTo.Select(spot => spot.Id))));
        }

        if (table.Rows.Count > 0)
            console.Write(table);
        var absent = scan.Coverage.Where(source => source.State == "absent").Select(source => source.Title).ToList();
        if (absent.Count > 0)
            console.Write(Tables.Line($"Nothing was given of: {string.Join(", ", absent)}."));
        foreach (var file in scan.Unrecognised)
            console.Write(Tables.Line($"Not recognised: {file.Location}: {file.Reason}"));
    }

    // A portal's zip holds one file of the same name; saying it twice tells nothing.
    private static string Short(string location)
    {
        var parts = location.Split("!/");
        return parts.Length == 2 && Path.GetFileNameWithoutExtension(parts[0]) == Path.GetFileNameWithoutExtension(parts[1]) ? parts[0] : location;
    }

    private static string Mark(string state) => state switch
    {
        "read" => "[green]✓ read[/]",
        "partial" => "[yellow]▲ in part[/]",
        "failed" => "[red]✗ failed[/]",
        _ => "[grey]– none[/]",
    };
}
