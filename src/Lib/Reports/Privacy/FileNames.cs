using System.Globalization;
using System.Text.RegularExpressions;

namespace TikTokBan.Reports.Privacy;

/// <summary>Names of files as a report without names shows them: an id that a portal put into a name could be somebody's, and tells a reader nothing.</summary>
internal sealed partial class FileNames
{
    private readonly Dictionary<string, string> _shown = new(StringComparer.Ordinal);

    /// <param name="locations">All that the report names, in its order. Names that would read the same are numbered.</param>
    public FileNames(IEnumerable<string> locations)
    {
        foreach (var same in locations.Distinct(StringComparer.Ordinal).GroupBy(Short, StringComparer.Ordinal).Select(group => group.ToList()))
        {
            for (var index = 0; index < same.Count; index++)
                _shown[same[index]] = same.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({index + 1})");
        }
    }

    /// <summary>The name without its ids.</summary>
    public static string Short(string location) => Id().Replace(location, "…");

    /// <summary>What stands after the short name; empty where no other file has the same.</summary>
    public string NumberOf(string location) => _shown.GetValueOrDefault(location, "");

    // Fourteen digits that begin like a year are a time.
    [GeneratedRegex(@"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}|(?<!\d)(?!20\d{12}(?!\d))\d{9,}", RegexOptions.None, 1000)]
    private static partial Regex Id();
}
