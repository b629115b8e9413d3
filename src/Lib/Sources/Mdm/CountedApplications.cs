using System.Collections.Concurrent;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Mdm;

/// <summary>An application of Intune's counts that may be covered.</summary>
/// <param name="Name">Its name, to the letter; null where it has none.</param>
/// <param name="Publisher">Its publisher.</param>
/// <param name="Platform">Its platform, in the service's word.</param>
/// <param name="Version">Its version.</param>
/// <param name="Key">The service's key of this name, version and platform together.</param>
/// <param name="Devices">How many devices have it.</param>
internal sealed record CountedApplication(string? Name, string? Publisher, string? Platform, string? Version, string? Key, long Devices);

/// <summary>Reads counts as <see cref="InventoryCounts"/> does, and keeps for the reader of the inventory which applications it has to ask for. For one scan.</summary>
internal sealed class CountedApplications : Shape
{
    private const int Name = 0, Publisher = 1, Platform = 2, Version = 3;

    private readonly InventoryCounts _counts = new();
    private readonly int _key;
    private readonly ConcurrentBag<CountedApplication> _found = [];

    public CountedApplications()
    {
        Columns = [.. _counts.Columns, "applicationkey|applicationid|id"];
        _key = _counts.Columns.Count;
    }

    /// <summary>Those that are covered, suspicious or for review, in a fixed order.</summary>
    public IReadOnlyList<CountedApplication> Found =>
    [
        .. _found.Distinct().OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Key, StringComparer.Ordinal).ThenBy(one => one.Version, StringComparer.Ordinal),
    ];

    public override SourceDescriptor Descriptor => _counts.Descriptor;

    public override IReadOnlyList<string> Columns { get; }

    public override IReadOnlyList<int> Decisive => _counts.Decisive;

    public override bool Fits(Header header) => _counts.Fits(header);

    public override bool IsOfInterest(Row row, Sink sink) => _counts.IsOfInterest(row, sink);

    public override string? Map(Row row, Sink sink)
    {
        var before = sink.Records.Count;
        var problem = _counts.Map(row, sink);

        // A row whose number can't be read says all the same that there is such an application.
        if (problem is not null || sink.Records.Count > before)
            _found.Add(new(row.Text(Name), row.Text(Publisher), row.Text(Platform), row.Text(Version), row.Text(_key), (sink.Records.LastOrDefault() as ApplicationCountRecord)?.Devices ?? 0));
        return problem;
    }
}
