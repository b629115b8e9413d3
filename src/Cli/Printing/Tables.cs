using System.Globalization;
using System.Text;
using Spectre.Console;
using TikTokBan.Catalogue;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Printing;

/// <summary>How tables look, and the marks that still tell verdicts apart without colour.</summary>
internal static class Tables
{
    public static Table New(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns)
            table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        return table;
    }

    /// <summary>Text from outside: shown as it is, never read as markup or as a terminal's control codes.</summary>
    public static Text Cell(string? value) => new(Printable(value ?? ""));

    /// <summary>The same as a line of its own.</summary>
    public static Text Line(string text) => new(Printable(text) + "\n");

    public static Text Number(long value) => new Text(value.ToString("N0", CultureInfo.InvariantCulture)) { Justification = Justify.Right };

    public static string Mark(Verdict verdict) => verdict switch
    {
        Verdict.Violation => "[red]■ Violation[/]",
        Verdict.RemoveBy => "[red]▲ RemoveBy[/]",
        Verdict.Block => "[red]● Block[/]",
        Verdict.Review => "[yellow]? Review[/]",
        Verdict.Advise => "[blue]i Advise[/]",
        Verdict.Exempt => "[green]✓ Exempt[/]",
        _ => $"[grey]– {verdict}[/]",
    };

    public static string Mark(MatchOutcome outcome) => outcome switch
    {
        MatchOutcome.Covered => "[red]■ covered[/]",
        MatchOutcome.Suspicious => "[magenta]! suspicious[/]",
        MatchOutcome.Review => "[yellow]? review[/]",
        _ => "[grey]– notCovered[/]",
    };

    public static string Printable(string text)
    {
        if (!text.Any(IsHidden))
            return text;
        var shown = new StringBuilder(text.Length);
        foreach (var letter in text)
            shown.Append(IsHidden(letter) ? '\uFFFD' : letter);
        return shown.ToString();
    }

    // Control codes could move a terminal's cursor; format characters could turn the line's direction round.
    private static bool IsHidden(char letter) =>
        letter != '\n'
        && char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
