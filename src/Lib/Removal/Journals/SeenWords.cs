using System.Globalization;

namespace TikTokBan.Removal.Journals;

/// <summary>What was seen of an application on a device, as people say it.</summary>
internal static class SeenWords
{
    private static readonly string[] Order = ["gone", "stillThere", "blocked", "waitingForCheckIn", "invisible", "left"];

    /// <summary>A state, by its name in the journal, behind a number.</summary>
    public static string Of(string state) => state switch
    {
        "stillThere" => "still there",
        "waitingForCheckIn" => "not known yet",
        "invisible" => "that nobody can see",
        "left" => "no longer managed",
        _ => state,
    };

    /// <summary>The states with their numbers, in one line.</summary>
    /// <param name="states">How many by state.</param>
    /// <param name="unseen">How many nobody looked at.</param>
    public static string Count(IEnumerable<KeyValuePair<string, int>> states, int unseen = 0)
    {
        var counts = states.OrderBy(pair => Array.IndexOf(Order, pair.Key)).Select(pair => (pair.Value, Word: Of(pair.Key)));
        if (unseen > 0)
            counts = counts.Append((unseen, "that nobody looked at"));
        return string.Join(", ", counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} {pair.Word}")));
    }
}
