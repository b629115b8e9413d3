using Spectre.Console;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Printing;

/// <summary>Prints a directive's document for reading, at any width.</summary>
internal static class DocumentPrinter
{
    // Longer lines are hard to follow with the eye, however wide the screen or the file.
    private const int WidestToRead = 100;

    private const string Bullet = "– ";

    private static readonly Style Strong = new(decoration: Decoration.Bold);
    private static readonly Style Underlined = new(decoration: Decoration.Bold | Decoration.Underline);

    public static void Print(DirectiveDocument document, IAnsiConsole console)
    {
        var width = Math.Min(console.Profile.Width - 1, WidestToRead);
        Write(console, Paragraphs.Wrap(document.Title, width), Underlined);
        Blank(console);
        Write(console, Paragraphs.Wrap(document.Summary, width));
        foreach (var (section, number) in document.Sections.Select((section, i) => (section, i + 1)))
        {
            Blank(console);
            Write(console, Paragraphs.Wrap(section.Heading, width, $"{number}. "), Strong);
            Blank(console);
            Entries(section, console, width);
            foreach (var article in section.Articles)
            {
                Blank(console);
                Write(console, Paragraphs.Wrap(article.Heading, width, "   "), Strong);
                Entries(article, console, width);
            }
        }
    }

    private static void Entries(DocumentSection section, IAnsiConsole console, int width)
    {
        foreach (var entry in section.Entries)
        {
            if (entry is { Lines: [var only] })
            {
                Write(console, Paragraphs.Wrap($"{entry.Label} {only}", width, "   ", entry.Label is null ? 3 : 6));
                continue;
            }

            if (entry.Label is not null)
                Write(console, Paragraphs.Wrap(entry.Label, width, "   "));
            foreach (var line in entry.Lines)
                Write(console, Paragraphs.Wrap(line, width, (entry.Label is null ? "   " : "      ") + Bullet, entry.Label is null ? 5 : 8));
        }
    }

    private static void Blank(IAnsiConsole console) => console.WriteLine();

    private static void Write(IAnsiConsole console, IEnumerable<string> lines, Style? style = null)
    {
        foreach (var line in lines)
            console.Write(new Text(Tables.Printable(line) + "\n", style));
    }
}
