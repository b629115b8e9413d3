namespace TikTokBan.Sources.Directory;

/// <summary>The groups that an authority's profile names, and how the service is asked for them.</summary>
internal sealed class WantedGroups
{
    // More would make the address longer than some proxies let pass.
    private const int MostClauses = 10;

    private readonly List<string> _patterns;
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);

    public WantedGroups(IEnumerable<string> patterns) =>
        _patterns = [.. patterns.Select(pattern => pattern.Trim()).Where(pattern => pattern.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    public bool IsEmpty => _patterns.Count == 0;

    /// <summary>The patterns that nothing has fitted so far.</summary>
    public IReadOnlyList<string> Missing => [.. _patterns.Where(pattern => !_found.Contains(pattern))];

    /// <summary>Filters that together give everything wanted; null stands for no filter, where the service can't look for one of the patterns.</summary>
    public IReadOnlyList<string?> Filters()
    {
        var clauses = _patterns.Select(Clause).ToList();
        return clauses.Contains(null) ? [null] : [.. clauses.Chunk(MostClauses).Select(some => string.Join(" or ", some))];
    }

    /// <summary>Whether a group is wanted. Asked of every group that the service gives: it may ignore a filter.</summary>
    public bool Take(string id, string? name)
    {
        var wanted = false;
        foreach (var pattern in _patterns)
        {
            if (!Wildcard.Fits(pattern, id) && (name is null || !Wildcard.Fits(pattern, name)))
                continue;
            wanted = true;
            _found.Add(pattern);
        }

        return wanted;
    }

    private static string? Clause(string pattern)
    {
        // There is no search for a name's middle or end.
        if (pattern.StartsWith('*'))
            return null;
        var text = pattern.TrimEnd('*').Replace("'", "''", StringComparison.Ordinal);
        if (pattern.EndsWith('*'))
            return $"startswith(displayName,'{text}')";
        return Guid.TryParse(text, out var id) ? $"id eq '{id:D}'" : $"displayName eq '{text}'";
    }
}
