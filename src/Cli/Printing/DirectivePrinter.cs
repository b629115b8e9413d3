using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints the list of directives.</summary>
internal static class DirectivePrinter
{
    private static readonly string[] Columns = ["id", "title", "binding", "authority", "from", "to", "rules", "exceptions", "version", "hash"];

    public static Task PrintListAsync(IReadOnlyList<Directive> directives, string language, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        var rows = directives.Select(directive => Row(directive, language));
        switch (format)
        {
            case OutputFormat.Json:
                return Records.WriteJsonAsync(Columns, rows, terminal, cancellation);
            case OutputFormat.Csv:
                return Records.WriteCsvAsync(Columns, rows, terminal, cancellation);
            default:
                var table = Tables.New("Id", "Binding", "In force", "Title");
                foreach (var directive in directives)
                    table.AddRow(Tables.Cell(directive.Id), Tables.Cell(Parsing.Word(directive.Binding)), Tables.Cell(Span(directive)), Tables.Cell(directive.Title(language)));
                terminal.Tables.Write(table);
                return Task.CompletedTask;
        }
    }

    private static object?[] Row(Directive directive, string language) =>
    [
        directive.Id,
        directive.Title(language),
        Parsing.Word(directive.Binding),
        directive.Authority.In(language),
        directive.Periods is [var first, ..] ? first.From : null,
        directive.Periods is [.., var last] ? last.To : null,
        directive.Rules.Count,
        directive.Exceptions.Count,
        directive.Version,
        directive.Hash,
    ];

    private static string Span(Directive directive) => directive.Periods.Count == 0 ? "never" : $"{Day(directive.Periods[0].From)} – {Day(directive.Periods[^1].To)}";

    private static string Day(DateOnly? day) => day is { } known ? $"{known:yyyy-MM-dd}" : "…";
}
