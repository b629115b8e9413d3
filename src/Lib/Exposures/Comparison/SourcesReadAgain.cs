namespace TikTokBan.Exposures.Comparison;

/// <summary>Which kinds of source a scan read in full. One of which a part broke off counts as not read: the case may have stood there.</summary>
internal sealed class SourcesReadAgain(ScanResult scan)
{
    private readonly HashSet<string> _read = scan.Coverage
        .GroupBy(one => one.Source, StringComparer.Ordinal)
        .Where(parts => parts.All(part => part.State == "read"))
        .Select(parts => parts.Key)
        .ToHashSet(StringComparer.Ordinal);

    /// <summary>The sources that had seen a case and were not read in full, each once.</summary>
    public IReadOnlyList<string> NotRead(Exposure exposure) =>
        [.. exposure.Evidence.Select(evidence => evidence.Source).Distinct(StringComparer.Ordinal).Where(source => !_read.Contains(source)).Order(StringComparer.Ordinal)];

    public bool IsRead(string source) => _read.Contains(source);
}
