using System.Text.RegularExpressions;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Requests;

/// <summary>The path that an operation declares, as something that a request's path is held against.</summary>
internal sealed partial class DeclaredPath
{
    private readonly Regex[] _segments;

    public DeclaredPath(TenantOperation operation) => _segments = [.. Segments(operation.Path).Select(Pattern)];

    /// <summary>Whether a path is an instance of it. The two ways to write a key, and a cast or function with or without its namespace, are the same.</summary>
    /// <param name="path">Path below the endpoint, escaped, with its version.</param>
    public bool Matches(string path)
    {
        var segments = Segments(path).ToList();
        return segments.Count == _segments.Length && segments.Zip(_segments).All(pair => pair.Second.IsMatch(pair.First));
    }

    private static IEnumerable<string> Segments(string path)
    {
        foreach (var escaped in path.Trim('/').Split('/'))
        {
            // An escaped slash belongs to a value.
            var segment = Uri.UnescapeDataString(escaped).Replace('/', '_');
            var bare = Qualified().Replace(segment, "");
            if (bare.EndsWith("()", StringComparison.Ordinal))
                bare = bare[..^2];
            if (Keyed().Match(bare) is { Success: true } key)
            {
                yield return key.Groups["name"].Value;
                yield return key.Groups["value"].Value;
            }
            else
            {
                yield return bare;
            }
        }
    }

    private static Regex Pattern(string segment) =>
        new($"^{Parameter().Replace(Regex.Escape(segment), "[^/]+")}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);

    [GeneratedRegex(@"^(microsoft\.)?graph\.([A-Za-z]+\.)*(?=[A-Za-z])")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^(?<name>\w+)\('(?<value>[^=]*)'\)$")]
    private static partial Regex Keyed();

    // As Regex.Escape writes it.
    [GeneratedRegex(@"\\\{[^}]+\}")]
    private static partial Regex Parameter();
}
