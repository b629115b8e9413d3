using Spectre.Console;
using TikTokBan.Exposures;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints what each kind of source gave and whom it can't see.</summary>
internal static class CoveragePrinter
{
    // Worst last: a kind of source is as good as the worst of its files.
    private static readonly string[] States = ["read", "unavailable", "partial", "failed"];

    public static void Print(ScanResult scan, IAnsiConsole console)
    {
        var table = Tables.New("Source", "Files", "State", "Rows", "Rejected", "Blind to");
        foreach (var kind in scan.Coverage.Where(source => source.State != "absent").GroupBy(source => source.Source))
        {
            table.AddRow(
                Tables.Cell(kind.First().Title),
                Tables.Number(kind.Count()),
                new Markup(Mark(kind.Select(source => source.State).MaxBy(state => Array.IndexOf(States, state))!)),
                Tables.Number(kind.Sum(source => source.RowsRead)),
                Tables.Number(kind.Sum(source => source.RowsRejected)),
                Tables.Cell(string.Join(", ", kind.SelectMany(source => source.BlindTo).Select(spot => spot.Id).Distinct())));
        }

        if (table.Rows.Count > 0)
            console.Write(table);
        var absent = scan.Coverage.Where(source => source.State == "absent").Select(source => source.Title).ToList();
        if (absent.Count > 0)
            console.Write(Tables.Line($"Nothing was given of: {string.Join(", ", absent)}."));
        foreach (var warning in ScanWarnings.Of(scan))
            console.Write(Tables.Line(warning));
    }

    private static string Mark(string state) => state switch
    {
        "read" => "[green]✓ read[/]",
        "partial" => "[yellow]▲ in part[/]",
        "unavailable" => "[grey]○ not available[/]",
        "failed" => "[red]✗ failed[/]",
        _ => "[grey]– none[/]",
    };
}
