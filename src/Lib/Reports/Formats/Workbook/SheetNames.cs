using System.Globalization;
using System.Text;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Formats.Workbook;

/// <summary>Gives the sheets of a workbook names that a spreadsheet takes: short enough, of the allowed characters, no two alike.</summary>
internal sealed class SheetNames
{
    private const int Longest = 31;

    // A spreadsheet keeps this one for itself.
    private readonly HashSet<string> _taken = new(["History"], StringComparer.OrdinalIgnoreCase);

    /// <summary>A name for a sheet.</summary>
    /// <param name="wanted">What it should be called.</param>
    /// <param name="language">Language of the sheet: told where another sheet has that name already.</param>
    public string Take(string wanted, string language)
    {
        var clean = new StringBuilder();
        foreach (var character in Displayable.Clean(wanted))
            clean.Append(character is '[' or ']' or ':' or '*' or '?' or '/' or '\\' ? ' ' : character);
        var name = clean.ToString().Trim(' ', '\'');
        if (name.Length == 0)
            name = "–";
        var free = Cut(name, Longest);
        if (!_taken.Add(free))
        {
            var tail = $" ({language})";
            free = Cut(name, Longest - tail.Length) + tail;
            for (var number = 2; !_taken.Add(free); number++)
            {
                tail = string.Create(CultureInfo.InvariantCulture, $" ({number})");
                free = Cut(name, Longest - tail.Length) + tail;
            }
        }

        return free;
    }

    private static string Cut(string name, int length) =>
        name.Length <= length ? name : name[..(char.IsHighSurrogate(name[length - 1]) ? length - 1 : length)].TrimEnd(' ', '\'');
}
