using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Checking;
using TikTokBan.Removal.Blocks.Standing;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints what is to be blocked, and what a check of a list found.</summary>
internal static class BlockPrinter
{
    private static readonly string[] SelectionColumns = ["value", "kind", "blocked", "application", "confirmedBy", "reason", "blockedWith"];
    private static readonly string[] StatusColumns = ["part", "kind", "name", "id", "plan", "inForce", "detail"];
    private static readonly string[] FindingColumns = ["finding", "name", "line", "why"];

    public static async Task PrintAsync(BlockSelection selection, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        if (format is not OutputFormat.Table)
        {
            await Write(SelectionColumns, Rows(selection), format, terminal, cancellation).ConfigureAwait(false);
            return;
        }

        var table = Tables.New("blocked", "kind", "application", "confirmed by");
        foreach (var domain in selection.Domains)
            table.AddRow(Tables.Cell(domain.Name), Tables.Cell("domain and all below it"), Tables.Cell(domain.Application), Tables.Number(domain.ConfirmedBy));
        foreach (var sender in selection.Senders)
            table.AddRow(Tables.Cell(sender.Value), Tables.Cell(sender.IsDomain ? "every sender of the domain" : "sender"), Tables.Cell(sender.Application), Tables.Number(sender.ConfirmedBy));
        terminal.Tables.Write(table);
        foreach (var group in selection.LeftOutDomains.Concat(selection.LeftOutSenders).GroupBy(one => one.Reason).OrderBy(group => group.Key))
            Say(terminal, $"Left out, as {LeftOutText.Of(group.Key)} ({group.Count()}): ", group.Select(one => one.BlockedWith is { } above ? $"{one.Value} (goes with {above})" : one.Value));
        if (selection.BeyondDirective.Count > 0)
            Say(terminal, $"Not covered by {selection.Directive.Id}, and listed because you named them: ", selection.BeyondDirective);
    }

    public static async Task PrintAsync(BlockListFindings findings, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        var rows = findings.Missing.Select(one => new object?[] { "missing", one.Name, null, one.Why })
            .Concat(findings.TooMuch.Select(one => new object?[] { "tooMuch", one.Name, one.Line, one.Why })).ToList();
        if (format is not OutputFormat.Table)
        {
            await Write(FindingColumns, rows, format, terminal, cancellation).ConfigureAwait(false);
        }
        else if (rows.Count > 0)
        {
            var table = Tables.New(FindingColumns);
            foreach (var row in rows)
                table.AddRow(row.Select(value => Tables.Cell(value?.ToString())));
            terminal.Tables.Write(table);
        }

        await terminal.Error.WriteLineAsync($"{findings.Entries} names on the list; {findings.Missing.Count} missing, {findings.TooMuch.Count} too much.").ConfigureAwait(false);
        if (findings.NotUnderstood.Count > 0)
            await terminal.Error.WriteLineAsync($"{findings.NotUnderstood.Count} lines block no name that this check understands, the first is {findings.NotUnderstood[0]}.").ConfigureAwait(false);
    }

    public static async Task PrintAsync(BlockStatus status, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        if (format is not OutputFormat.Table)
        {
            var rows = status.Blocks.Select(one => new object?[] { Parsing.Word(one.Part), one.Kind, one.Name, one.Id.Length == 0 ? null : one.Id, one.Plan, one.InForce, one.Detail });
            await Write(StatusColumns, rows, format, terminal, cancellation).ConfigureAwait(false);
        }
        else if (status.Blocks.Count > 0)
        {
            var table = Tables.New("where", "what", "name", "plan", "in force", "detail");
            foreach (var one in status.Blocks)
                table.AddRow(Tables.Cell(Parsing.Word(one.Part)), Tables.Cell(one.Kind), Tables.Cell(one.Name), Tables.Cell(one.Plan), Tables.Cell(one.InForce ? "yes" : "no"), Tables.Cell(one.Detail));
            terminal.Tables.Write(table);
        }

        await terminal.Error.WriteLineAsync(status.Summary).ConfigureAwait(false);
        foreach (var sentence in status.Incomplete)
            await terminal.Error.WriteLineAsync(sentence).ConfigureAwait(false);
    }

    private static Task Write(string[] columns, IEnumerable<object?[]> rows, OutputFormat format, Terminal terminal, CancellationToken cancellation) => format is OutputFormat.Csv
        ? Records.WriteCsvAsync(columns, rows, terminal, cancellation)
        : Records.WriteJsonAsync(columns, rows, terminal, cancellation);

    private static void Say(Terminal terminal, string title, IEnumerable<string> values)
    {
        foreach (var line in Paragraphs.Wrap(title + string.Join(", ", values) + ".", terminal.Tables.Profile.Width, indent: 2))
            terminal.Tables.Write(Tables.Line(line));
    }

    private static IEnumerable<object?[]> Rows(BlockSelection selection) =>
        selection.Values.Select(one => new object?[] { one.Value, one.Kind, one.Blocked, one.Application, one.ConfirmedBy, one.Reason, one.BlockedWith });
}
