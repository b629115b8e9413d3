using Spectre.Console;
using TikTokBan.Cli.Printing;
using TikTokBan.Directives;

namespace TikTokBan.Cli.Tests;

/// <summary><c>directive show</c>: a document in the language asked for, readable at any width.</summary>
public sealed class DirectiveShowTests
{
    [Theory]
    [InlineData("nl", "1. Aard en oorsprong", "Instantie: Nationale Veiligheidsraad;", "Regel 2 — paid-installed-or-used", "– de toepassing is geïnstalleerd of wordt gebruikt", "Termijn: uiterlijk op 31 maart 2023")]
    [InlineData("fr", "1. Nature et origine", "Autorité : Conseil national de sécurité ;", "Règle 2 — paid-installed-or-used", "– l'application est installée ou est utilisée", "Délai : au plus tard le 31 mars 2023")]
    [InlineData("de", "1. Art und Herkunft", "Stelle: Nationaler Sicherheitsrat;", "Regel 2 — paid-installed-or-used", "– die Anwendung ist installiert oder wird genutzt", "Frist: spätestens am 31. März 2023")]
    [InlineData("en", "1. What it is", "Authority: National Security Council;", "Rule 2 — paid-installed-or-used", "– the application is installed or is used", "Deadline: 31 March 2023 at the latest")]
    public async Task The_whole_document_is_in_the_language(string language, params string[] expected)
    {
        var run = await Run.OfAsync("directive", "show", "be-federal-716", "--language", language);

        Assert.Equal((ExitStatus.Done, ""), (run.Status, run.Errors));
        var output = run.Output.Replace('\u00a0', ' ');
        Assert.All(expected, text => Assert.Contains(text, output, StringComparison.Ordinal));
        Assert.DoesNotContain("payer", output, StringComparison.Ordinal);
        if (language != "en")
            Assert.DoesNotContain("National Security Council", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(60, 59)]
    [InlineData(80, 79)]
    [InlineData(120, 100)]
    [InlineData(200, 100)]
    public void No_line_is_wider_than_the_screen_or_than_one_can_read(int width, int widest)
    {
        foreach (var directive in DirectiveSet.Load(ProductFiles.Directives).All)
        {
            foreach (var language in LocalText.Languages)
            {
                var lines = Print(DirectiveDocument.Of(directive, language), width).Split('\n');

                Assert.All(lines, line => Assert.True(line.Length <= widest, $"{directive.Id} {language}: {line}"));
                Assert.All(lines, line => Assert.Equal(line.TrimEnd(), line));
                Assert.All(lines, line => Assert.DoesNotMatch(@"^\s*[:;?!»]", line));
            }
        }
    }

    [Fact]
    public void A_word_too_long_for_the_line_stands_alone_and_closing_marks_stay_with_their_word()
    {
        Assert.Equal(["- one", "  unbreakable", "  two"], Paragraphs.Wrap("one unbreakable two", 8, "- ", 2));
        Assert.Equal(["le texte", "visé : oui"], Paragraphs.Wrap("le texte visé : oui", 10));
        Assert.Equal([""], Paragraphs.Wrap(" ", 10));
    }

    private static string Print(DirectiveDocument document, int width)
    {
        using var text = new StringWriter { NewLine = "\n" };
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(text), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = width;
        DocumentPrinter.Print(document, console);
        return text.ToString();
    }
}
