using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Cli.Verbs;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints what <c>classify</c> found.</summary>
internal static class AnswerPrinter
{
    private static readonly string[] Columns = ["value", "kind", "result", "application", "class", "indicator", "confirmedBy", "reason"];

    public static Task PrintAsync(IReadOnlyList<Answer> answers, OutputFormat format, Terminal terminal, CancellationToken cancellation) => format switch
    {
        OutputFormat.Json => Records.WriteJsonAsync(Columns, answers.Select(Row), terminal, cancellation),
        OutputFormat.Csv => Records.WriteCsvAsync(Columns, answers.Select(Row), terminal, cancellation),
        _ => Table(answers, terminal),
    };

    private static Task Table(IReadOnlyList<Answer> answers, Terminal terminal)
    {
        var table = Tables.New("Value", "Kind", "Result", "Application", "Why");
        foreach (var (value, kind, result) in answers)
        {
            table.AddRow(
                Tables.Cell(value),
                Tables.Cell(Parsing.Word(kind)),
                new Markup(Tables.Mark(result.Outcome)),
                Tables.Cell(result.Application),
                Tables.Cell(result.Reason));
        }

        terminal.Tables.Write(table);
        return Task.CompletedTask;
    }

    private static object?[] Row(Answer answer) =>
    [
        answer.Value,
        Parsing.Word(answer.Kind),
        Parsing.Word(answer.Result.Outcome),
        answer.Result.Application,
        answer.Result.ApplicationClass,
        answer.Result.Indicator,
        answer.Result.ConfirmedBy,
        answer.Result.Reason,
    ];
}
