using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints directives.</summary>
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

    public static void PrintOne(Directive directive, string language, IAnsiConsole console)
    {
        console.Write(Tables.Line($"{directive.Id}: {directive.Title(language)}\n\n{directive.Text(language)}\n"));
        var facts = Tables.New("", "");
        facts.HideHeaders();
        void Fact(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                facts.AddRow(Tables.Cell(name), Tables.Cell(value));
        }

        Fact("Authority", directive.Authority);
        Fact("Instrument", directive.Instrument);
        Fact("Legal basis", directive.LegalBasis);
        Fact("Binding", Parsing.Word(directive.Binding));
        Fact("Reaches", string.Join(", ", directive.Populations));
        foreach (var period in directive.Periods)
            Fact("In force", $"{Day(period.From)} – {Day(period.To)}: {period.Instrument}");
        Fact("Predecessor", directive.Predecessor);
        Fact("Successor", directive.Successor);
        Fact("Sources", string.Join("\n", directive.Sources));
        console.Write(facts);

        var rules = Tables.New("Rule", "Verdict", "When", "Says", "Basis");
        foreach (var rule in directive.Rules)
            rules.AddRow(Tables.Cell(rule.Id), new Markup(Tables.Mark(rule.Verdict)), Tables.Cell(string.Join("\n", rule.Conditions)), Tables.Cell(rule.Text.In(language)), Tables.Cell(rule.Basis));
        console.Write(rules);
        if (directive.Exceptions.Count == 0)
            return;

        var exceptions = Tables.New("Exception", "Kinds", "Approved by", "Says", "Basis");
        foreach (var exception in directive.Exceptions)
            exceptions.AddRow(Tables.Cell(exception.Id), Tables.Cell(string.Join(", ", exception.Kinds)), Tables.Cell(string.Join(", ", exception.Approvers)), Tables.Cell(exception.Text.In(language)), Tables.Cell(exception.Basis));
        console.Write(exceptions);
    }

    private static object?[] Row(Directive directive, string language) =>
    [
        directive.Id,
        directive.Title(language),
        Parsing.Word(directive.Binding),
        directive.Authority,
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
