using System.Text.RegularExpressions;
using System.Xml.Linq;
using TikTokBan.Tests.House;

namespace TikTokBan.Tests.Module;

/// <summary>The module's catalogue of errors, read from its sources: PowerShell need not be there.</summary>
internal static partial class ErrorTexts
{
    public const string Folder = "src/Module/Cmdlets/";

    /// <summary>Ids with their categories, in the catalogue's order.</summary>
    public static IReadOnlyList<(string Id, string Category)> Catalogue { get; } =
        [.. Entry().Matches(CommittedFiles.Read(Folder + "Failures/ErrorCatalogue.cs")).Select(match => (match.Groups[1].Value, match.Groups[2].Value))];

    /// <summary>The texts of one language, by key.</summary>
    public static Dictionary<string, string> Texts(string file, string language) =>
        XDocument.Load(Repository.At($"{Folder}Texts/{file}{(language == "en" ? "" : "." + language)}.resx".Split('/')))
            .Descendants("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value, StringComparer.Ordinal);

    [GeneratedRegex("new\\(\"(\\w+)\", ErrorCategory\\.(\\w+)\\)")]
    private static partial Regex Entry();
}
