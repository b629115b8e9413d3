namespace TikTokBan.Exposures;

/// <summary>A part of a scan's exposures, with the whole scan's coverage.</summary>
public static class ScanSelection
{
    /// <summary>Keeps some of a scan's exposures. Their numbers are counted anew; what could and could not be seen stays that of the scan.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="kept">Exposures of this scan, in any order; one that isn't the scan's is ignored.</param>
    /// <returns>The scan itself when nothing was left out; else a scan whose summary says of how many it is a selection.</returns>
    public static ScanResult Of(ScanResult scan, IEnumerable<Exposure> kept)
    {
        ArgumentNullException.ThrowIfNull(scan);
        ArgumentNullException.ThrowIfNull(kept);
        var ids = kept.Select(exposure => exposure.Id).ToHashSet(StringComparer.Ordinal);
        var exposures = scan.Exposures.Where(exposure => ids.Contains(exposure.Id)).ToList();
        if (exposures.Count == scan.Exposures.Count)
            return scan;

        var whole = scan.Summary;
        return scan with
        {
            Exposures = exposures,
            Summary = whole with
            {
                SelectedFrom = whole.SelectedFrom ?? whole.Exposures,
                Exposures = exposures.Count,
                ExposedDevices = exposures.Where(exposure => exposure.Device is { Address: null }).Select(exposure => exposure.Device!.Id).Distinct().LongCount(),
                ExposedPeople = exposures.Where(exposure => exposure.Person is not null).Select(exposure => exposure.Person!.Id).Distinct().LongCount(),
                ByVerdict = SummaryBuilder.ByVerdict(exposures),
                ByApplication = SummaryBuilder.By(exposures, exposure => [exposure.Application], Titles(whole.ByApplication)),
                ByOrganisation = SummaryBuilder.By(exposures, exposure => [exposure.Organisation], Titles(whole.ByOrganisation)),
                BySource = SummaryBuilder.By(exposures, exposure => exposure.Evidence.Select(evidence => evidence.Source).Distinct(), Titles(whole.BySource)),
                ByPlatform = SummaryBuilder.By(exposures, exposure => [exposure.Device?.Platform], Titles(whole.ByPlatform)),
            },
        };
    }

    private static Func<string, string> Titles(IReadOnlyList<Breakdown> rows)
    {
        var titles = rows.ToDictionary(row => row.Key, row => row.Title, StringComparer.Ordinal);
        return key => titles.GetValueOrDefault(key, key);
    }
}
