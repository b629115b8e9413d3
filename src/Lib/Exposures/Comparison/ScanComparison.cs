using System.Globalization;

namespace TikTokBan.Exposures.Comparison;

/// <summary>What changed from one scan to another, case by case, and what makes the two hard to compare.</summary>
/// <param name="Before">The numbers of the earlier scan.</param>
/// <param name="After">The numbers of the later scan.</param>
/// <param name="Changes">Every case of either: new, changed, solved, unseen, same; each by the gravest verdict, application and id.</param>
/// <param name="Doubts">Sentences in English: why a difference may come from the scans and not from the devices.</param>
public sealed record ScanComparison(ScanSummary Before, ScanSummary After, IReadOnlyList<ExposureChange> Changes, IReadOnlyList<string> Doubts)
{
    /// <summary>Compares two scans.</summary>
    /// <param name="before">The earlier one.</param>
    /// <param name="after">The later one.</param>
    /// <returns>The comparison; a case that the later scan could not see is never called solved.</returns>
    public static ScanComparison Of(ScanResult before, ScanResult after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var sources = new SourcesReadAgain(before, after);
        var (pairs, gone, added) = CaseMatching.Match(before, after);
        var changes = pairs.Select(pair => Both(pair.Before, pair.After))
            .Concat(added.Select(one => new ExposureChange { Id = one.Id, Change = ChangeKind.New, After = one }))
            .Concat(gone.Select(one => Gone(one, sources.NotRead(one))))
            .OrderBy(one => one.Change)
            .ThenByDescending(one => one.Exposure.Verdict)
            .ThenBy(one => one.Exposure.Application, StringComparer.Ordinal)
            .ThenBy(one => one.Id, StringComparer.Ordinal);
        return new ScanComparison(before.Summary, after.Summary, [.. changes], [.. ComparisonDoubts.Of(before, after)]);
    }

    /// <summary>How many cases became what.</summary>
    /// <param name="kind">What became of them.</param>
    public int Count(ChangeKind kind) => Changes.Count(one => one.Change == kind);

    private static ExposureChange Both(Exposure before, Exposure after)
    {
        var differences = Differences(before, after).ToList();
        return new ExposureChange { Id = after.Id, Change = differences.Count > 0 ? ChangeKind.Changed : ChangeKind.Same, Before = before, After = after, Differences = differences };
    }

    private static ExposureChange Gone(Exposure before, IReadOnlyList<string> notRead) =>
        new() { Id = before.Id, Change = notRead.Count == 0 ? ChangeKind.Solved : ChangeKind.Unseen, Before = before, SourcesNotRead = notRead };

    // What a case is handled by. When it was last seen moves with every scan, and reasons follow from the facts.
    private static IEnumerable<FactDifference> Differences(Exposure before, Exposure after) => new (string Fact, string? Before, string? After)[]
    {
        ("verdict", before.Verdict.ToString(), after.Verdict.ToString()),
        ("deadline", Day(before.Deadline), Day(after.Deadline)),
        ("confidence", before.Confidence.ToString(), after.Confidence.ToString()),
        ("conducts", Words(before.Conducts), Words(after.Conducts)),
        ("device", NameOf(before.Device), NameOf(after.Device)),
        ("person", before.Person?.Id, after.Person?.Id),
        ("organisation", before.Organisation, after.Organisation),
        ("missing", Words(before.Missing), Words(after.Missing)),
    }.Where(fact => fact.Before != fact.After).Select(fact => new FactDifference(fact.Fact, fact.Before, fact.After));

    // The same device may go by another key; its name tells whether it is another one.
    private static string? NameOf(ExposedDevice? device) => device?.Name ?? device?.Address ?? (device is null ? null : "a device without a name");

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Words<T>(IReadOnlyList<T> words) => words.Count == 0 ? null : string.Join(", ", words);
}
