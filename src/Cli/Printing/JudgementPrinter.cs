using Spectre.Console;
using TikTokBan.Cli.Options;
using TikTokBan.Cli.Terminals;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints the judge's answers.</summary>
internal static class JudgementPrinter
{
    private static readonly string[] Columns = ["id", "verdict", "deadline", "rule", "basis", "reasons", "missing"];

    public static Task PrintAsync(IReadOnlyList<Judgement> judgements, OutputFormat format, Terminal terminal, CancellationToken cancellation)
    {
        switch (format)
        {
            case OutputFormat.Json:
                return Records.WriteJsonAsync(judgements, JudgementJson.Write, terminal, cancellation);
            case OutputFormat.Csv:
                return Records.WriteCsvAsync(Columns, judgements.Select(Row), terminal, cancellation);
            default:
                var table = Tables.New("Case", "Verdict", "Deadline", "Rule", "Why", "Missing");
                foreach (var judgement in judgements)
                {
                    table.AddRow(
                        Tables.Cell(judgement.Id),
                        new Markup(Tables.Mark(judgement.Verdict)),
                        Tables.Cell($"{judgement.Deadline:yyyy-MM-dd}"),
                        Tables.Cell(judgement.Rule),
                        Tables.Cell(string.Join(" ", judgement.Reasons)),
                        Tables.Cell(string.Join(", ", judgement.Missing)));
                }

                terminal.Tables.Write(table);
                return Task.CompletedTask;
        }
    }

    private static object?[] Row(Judgement judgement) =>
        [judgement.Id, judgement.Verdict, judgement.Deadline, judgement.Rule, judgement.Basis, judgement.Reasons, judgement.Missing];
}
