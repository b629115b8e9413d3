using System.Text.RegularExpressions;

namespace TikTokBan.Removal.Applying.Checks;

/// <summary>Paths of a plan with the ids of what its actions found or made.</summary>
internal static partial class FilledPath
{
    /// <summary>Fills one.</summary>
    /// <returns>Null where an object isn't there yet, and so has nothing to be read.</returns>
    public static string? Of(string path, RunValues found)
    {
        var known = true;
        var filled = Object().Replace(path, match =>
        {
            var id = Id(match.Groups[1].Value, found);
            known &= id is not null;
            return id ?? "";
        });
        return known ? filled : null;
    }

    /// <summary>Id of what an action found or made; null where it isn't there yet.</summary>
    public static string? Id(string action, RunValues found) => found.Objects.GetValueOrDefault(action) is { Length: > 0 } id && id[0] != '{' ? id : null;

    [GeneratedRegex(@"\{(a-\d+)\.id\}")]
    private static partial Regex Object();
}
