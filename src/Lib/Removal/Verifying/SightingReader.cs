using System.Globalization;
using TikTokBan.Catalogue;
using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Removal.Verifying;

/// <summary>Reads what sources say now, and keeps what they could not say.</summary>
internal static class SightingReader
{
    /// <summary>Kinds of source that say something of a device's applications.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
        [SourceDescriptors.MdmDevices.Id, SourceDescriptors.MdmInventory.Id, SourceDescriptors.MdmInstallStatus.Id, SourceDescriptors.MdmRestrictedApps.Id];

    /// <summary>Reads them.</summary>
    /// <param name="sources">Sources of those kinds.</param>
    /// <param name="matcher">Tells which applications are meant.</param>
    /// <param name="sightings">Takes what they say.</param>
    /// <param name="needed">Kinds without which something stays unseen.</param>
    /// <param name="progress">Told at each source; may be null.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Kinds that could not be read in full, each with the reason.</returns>
    public static async Task<IReadOnlyList<string>> ReadAsync(
        IReadOnlyList<ISource> sources, Matcher matcher, Sightings sightings, IReadOnlyCollection<string> needed, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        var problems = new List<(string Source, string Problem)>();
        for (var i = 0; i < Kinds.Count; i++)
        {
            var (kind, read) = (Kinds[i], new List<SourceTally>());
            foreach (var source in sources.Where(source => source.Descriptor.Id == kind))
            {
                progress?.Report(new ScanProgress(source.Location, i + 1, Kinds.Count, 0, 0));
                read.Add(await ReadAsync(source, matcher, sightings, cancellationToken).ConfigureAwait(false));
            }

            if (ProblemOf(read, kind) is not { } problem)
                sightings.MarkWhole(kind);
            else if (needed.Contains(kind) || read.Exists(tally => tally.Incomplete is not null))
                problems.Add((kind, problem));
        }

        return [.. problems.Select(one => $"{one.Source}: {one.Problem}")];
    }

    private static async Task<SourceTally> ReadAsync(ISource source, Matcher matcher, Sightings sightings, CancellationToken cancellationToken)
    {
        var tally = new SourceTally();
        var reading = new ReadAhead(source, new SourceContext(matcher, tally, static _ => { }), cancellationToken);
        await using (reading.ConfigureAwait(false))
        {
            await foreach (var batch in reading.BatchesAsync(cancellationToken).ConfigureAwait(false))
            {
                foreach (var record in batch)
                    sightings.Add(record);
            }
        }

        return tally;
    }

    // A row that can't be read may be the one that names the device.
    private static string? ProblemOf(List<SourceTally> read, string kind)
    {
        if (read.Count == 0)
            return $"{TitleOf(kind)}: nothing of it is there; export it too.";
        if (read.Find(tally => (tally.Incomplete ?? tally.Unavailable) is not null) is { } failed)
            return failed.Incomplete ?? failed.Unavailable;
        var rejected = read.Sum(tally => tally.RowsRejected);
        return rejected == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{rejected:N0} of its rows could not be read, so nobody is called clean because it doesn't name them; a scan lists those rows.");
    }

    private static string TitleOf(string kind) => SourceDescriptors.All.First(descriptor => descriptor.Id == kind).Title;
}
