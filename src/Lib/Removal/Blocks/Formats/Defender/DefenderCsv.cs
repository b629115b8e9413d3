namespace TikTokBan.Removal.Blocks.Formats.Defender;

/// <summary>The table that the portal imports. It takes 500 rows a file.</summary>
internal sealed class DefenderCsv : BlockFormat
{
    private static readonly string[] Columns =
        ["IndicatorType", "IndicatorValue", "ExpirationTime", "Action", "Severity", "Title", "Description", "RecommendedActions", "RbacGroups", "Category", "MitreTechniques", "GenerateAlert"];

    private static readonly string[] Blocking = ["Block", "AlertAndBlock", "BlockAndRemediate"];

    public override BlockListKind Kind => BlockListKind.DefenderCsv;

    public override string Title => "Indicators to import in the portal of Defender for Endpoint";

    public override IReadOnlyList<string> Install =>
    [
        DefenderIndicators.Before,
        "security.microsoft.com, Settings, Endpoints, Indicators, URLs/Domains, Import: this file, and any that is numbered after it. It knows no comments, so these notes are a file of their own.",
    ];

    public override IReadOnlyList<string> Test => DefenderIndicators.Test;

    public override IReadOnlyList<string> Undo => [$"On the same page, search for the title '{DefenderIndicators.Mark}', select what it finds and delete it."];

    public override string Limit => DefenderIndicators.Limit;

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes)
    {
        var tables = DefenderIndicators.Of(selection).Chunk(DefenderIndicators.MostAtOnce)
            .Select((rows, index) => new BlockFile(index == 0 ? null : $"{index + 1}", ".csv", Lines([Row(Columns), .. rows.Select(Row)], "\r\n")));
        return [.. tables, About(notes)];
    }

    public override IEnumerable<ListedLine> Read(string text)
    {
        var value = -1;
        var action = -1;
        foreach (var (number, line) in LineReading.Significant(text))
        {
            var cells = line.Split(',').Select(cell => cell.Trim('"')).ToArray();
            if (value < 0)
            {
                (value, action) = (Array.IndexOf(cells, Columns[1]), Array.IndexOf(cells, Columns[3]));
                if (value < 0 || action < 0)
                    throw new UnusableInputException(InputProblem.BlockUnusable, $"The first line names no column {Columns[1]} or {Columns[3]}; check that the portal exported or takes this file.", line: number);
                continue;
            }

            yield return cells.Length > Math.Max(value, action) && Blocking.Contains(cells[action])
                ? LineReading.Entry(number, cells[value], below: true)
                : ListedLine.Unclear(number);
        }
    }

    private static string Row(DefenderIndicator one) => Row(
        ["DomainName", one.Value, "", "Block", "Informational", one.Title, one.Description, "", "", "", "", "FALSE"]);

    private static string Row(string[] cells) => string.Join(',', cells.Select(cell =>
        cell.AsSpan().ContainsAny(',', '"') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell));
}
