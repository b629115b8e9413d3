using Spectre.Console;
using TikTokBan.Catalogue;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints the catalogue.</summary>
internal static class CataloguePrinter
{
    private static readonly string[] ListColumns = ["id", "name", "class", "vendor", "origin", "category", "outcome", "indicators"];
    private static readonly string[] IndicatorColumns = ["kind", "value", "platform", "role", "outcome", "confirmedBy", "sources", "note"];

    public static Task PrintListAsync(CoveredCatalogue catalogue, string language, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        var rows = catalogue.Applications.Select(application => new object?[]
        {
            application.Id,
            application.Name(language),
            application.Class,
            application.Vendor,
            application.Origin,
            application.Category,
            Parsing.Word(application.Outcome),
            application.Indicators.Count,
        });
        return Print(ListColumns, rows, format, terminal, cancellation);
    }

    public static Task PrintOneAsync(CoveredApplication application, string language, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        var rows = application.Indicators.Select(indicator => new object?[]
        {
            Parsing.Word(indicator.Kind),
            indicator.Value,
            indicator.Platform,
            indicator.Role,
            Parsing.Word(indicator.Outcome),
            indicator.ConfirmedBy,
            indicator.Sources,
            indicator.Note,
        });
        if (format == OutputFormat.Table)
        {
            terminal.Tables.Write(Tables.Line($"{application.Id}: {application.Name(language)}, class {application.Class}, by {application.Vendor} ({application.Origin})."));
            if (application.Note is { } note)
                terminal.Tables.Write(Tables.Line(note));
        }

        return Print(IndicatorColumns, rows, format, terminal, cancellation);
    }

    private static Task Print(string[] columns, IEnumerable<object?[]> rows, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        switch (format)
        {
            case OutputFormat.Json:
                return Records.WriteJsonAsync(columns, rows, terminal, cancellation);
            case OutputFormat.Csv:
                return Records.WriteCsvAsync(columns, rows, terminal, cancellation);
            default:
                var table = Tables.New(columns);
                foreach (var row in rows)
                    table.AddRow(row.Select(value => Tables.Cell(value is IEnumerable<string> words ? string.Join(", ", words) : value?.ToString())));
                terminal.Tables.Write(table);
                return Task.CompletedTask;
        }
    }
}
