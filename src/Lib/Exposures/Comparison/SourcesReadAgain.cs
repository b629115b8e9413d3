namespace TikTokBan.Exposures.Comparison;

/// <summary>
/// Which kinds of source a scan read in full. One of which a part broke off counts as not read: the case may have stood there.
/// </summary>
internal sealed class SourcesReadAgain(ScanResult before, ScanResult after)
{
    private readonly HashSet<string> _then = ReadInFull(before);
    private readonly HashSet<string> _now = ReadInFull(after);

    /// <summary>Sources that were read in full then, and are not now.</summary>
    public IEnumerable<string> Lost => _then.Except(_now).Order(StringComparer.Ordinal);

    /// <summary>Sources that are read in full now, and were not then.</summary>
    public IEnumerable<string> Gained => _now.Except(_then).Order(StringComparer.Ordinal);

    /// <summary>The sources without which nobody knows whether a case is gone: those that had seen it, and those that told which device and person it was of.</summary>
    public IReadOnlyList<string> NotRead(Exposure exposure) =>
        [.. exposure.Evidence.Select(evidence => evidence.Source).Concat(Naming(exposure).Intersect(_then)).Distinct(StringComparer.Ordinal).Where(source => !_now.Contains(source)).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Naming(Exposure exposure)
    {
        if (exposure.Device?.IntuneId is not null)
            yield return "mdm.devices";
        if (exposure.Device?.EntraDeviceId is not null)
            yield return "directory.devices";
        if (Guid.TryParse(exposure.Person?.Id, out _))
            yield return "directory.users";
    }

    private static HashSet<string> ReadInFull(ScanResult scan) => scan.Coverage
        .GroupBy(one => one.Source, StringComparer.Ordinal)
        .Where(parts => parts.All(part => part.State == "read"))
        .Select(parts => parts.Key)
        .ToHashSet(StringComparer.Ordinal);
}
