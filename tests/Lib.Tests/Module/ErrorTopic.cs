using System.Globalization;
using System.Text;

namespace TikTokBan.Tests.Module;

/// <summary>Writes the catalogue of errors as a help topic and as a page of the documents, so that neither can fall behind.</summary>
internal static class ErrorTopic
{
    private const int Width = 80;

    /// <summary>The topic in one language.</summary>
    public static string Help(string language)
    {
        var words = ErrorTopicWords.Of(language);
        var texts = ErrorTexts.Texts("Errors", language);
        var text = new StringBuilder(words.Topic).Append("\n    about_TikTokBan_Errors\n\n").Append(words.Short).Append('\n').Append(Wrapped(words.Summary, 4))
            .Append(CultureInfo.InvariantCulture, $"\n{words.Long}\n\n  {words.ReadHeading}\n");
        foreach (var paragraph in words.Reading)
            text.Append('\n').Append(Wrapped(paragraph, 4));
        text.Append('\n');
        foreach (var line in words.Example)
            text.Append("        ").Append(line).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"\n  {words.ListHeading}\n");
        foreach (var (id, category) in ErrorTexts.Catalogue)
            text.Append(CultureInfo.InvariantCulture, $"\n    {id} ({category})\n").Append(Wrapped(texts[id], 8)).Append(Wrapped(texts[id + ".Action"], 8));
        return text.Append(CultureInfo.InvariantCulture, $"\n{words.SeeAlso}\n\n    - about_TikTokBan\n    - about_TikTokBan_Removal\n    - Get-Error\n    - Test-TikTokBanAccess\n").ToString();
    }

    /// <summary>The page of the documents, in English.</summary>
    public static string Page()
    {
        var words = ErrorTopicWords.Of("en");
        var texts = ErrorTexts.Texts("Errors", "en");
        var text = new StringBuilder("# Errors of the cmdlets\n\n");
        foreach (var paragraph in words.Reading)
            text.Append(paragraph).Append("\n\n");
        text.Append("```powershell\n").AppendJoin('\n', words.Example).Append("\n```\n\nThe same is in `Get-Help about_TikTokBan_Errors`, in English, French, Dutch and German.\n");
        foreach (var (id, category) in ErrorTexts.Catalogue)
            text.Append(CultureInfo.InvariantCulture, $"\n## {id}\n\n{texts[id]} Category: `{category}`.\n\n{texts[id + ".Action"]}\n");
        return text.ToString();
    }

    private static string Wrapped(string text, int indent)
    {
        var lines = new StringBuilder();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && indent + line.Length + 1 + word.Length > Width)
            {
                lines.Append(' ', indent).Append(line).Append('\n');
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        return lines.Append(' ', indent).Append(line).Append('\n').ToString();
    }
}
