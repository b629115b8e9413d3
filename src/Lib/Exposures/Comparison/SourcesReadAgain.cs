namespace TikTokBan.Exposures.Comparison;

/// <summary>
/// Which kinds of source a scan read as well as the one before. One of which a part broke off counts as not read, and so does one that
/// skipped more rows than then: the case may stand there.
/// </summary>
internal sealed class SourcesReadAgain(ScanResult before, ScanResult after)
{
    private readonly Dictionary<string, long> _then = Skipped(before);
    private readonly Dictionary<string, long> _now = Skipped(after);

    /// <summary>Sources that were read to their end then, and are not now.</summary>
    public IEnumerable<string> Lost => _then.Keys.Except(_now.Keys).Order(StringComparer.Ordinal);

    /// <summary>Sources that are read to their end now, and were not then.</summary>
    public IEnumerable<string> Gained => _now.Keys.Except(_then.Keys).Order(StringComparer.Ordinal);

    /// <summary>Sources with rows that could not be read now, with how many of them and how many then.</summary>
    public IEnumerable<(string Source, long Now, long Then)> WithSkippedRows =>
        _now.Where(pair => pair.Value > 0).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (pair.Key, pair.Value, _then.GetValueOrDefault(pair.Key)));

    /// <summary>The sources without which nobody knows whether a case is gone: those that had seen it, and those that told which device and person it was of.</summary>
    public IReadOnlyList<string> NotRead(Exposure exposure) =>
        [.. exposure.Evidence.Select(evidence => evidence.Source).Concat(Naming(exposure).Where(_then.ContainsKey)).Distinct(StringComparer.Ordinal).Where(source => !IsReadAsWell(source)).Order(StringComparer.Ordinal)];

    private bool IsReadAsWell(string source) => _now.TryGetValue(source, out var now) && now <= _then.GetValueOrDefault(source);

    private static IEnumerable<string> Naming(Exposure exposure)
    {
        if (exposure.Device?.IntuneId is not null)
            yield return "mdm.devices";
        if (exposure.Device?.EntraDeviceId is not null)
            yield return "directory.devices";
        if (Guid.TryParse(exposure.Person?.Id, out _))
            yield return "directory.users";
    }

    // Rows that could not be read, of each kind of source whose every part was read to its end.
    private static Dictionary<string, long> Skipped(ScanResult scan) => scan.Coverage
        .GroupBy(one => one.Source, StringComparer.Ordinal)
        .Where(parts => parts.All(part => part.State == "read"))
        .ToDictionary(parts => parts.Key, parts => parts.Sum(part => part.RowsRejected), StringComparer.Ordinal);
}
