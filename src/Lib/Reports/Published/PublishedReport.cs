namespace TikTokBan.Reports.Published;

/// <summary>An aggregate report as it was given out: what a reader of the next one knows already.</summary>
/// <param name="Scan">Id of its scan.</param>
/// <param name="AsOf">The day as of which that judged.</param>
/// <param name="Figures">Each number that it told, by name, as it stands in files for machines: <c>12</c>, <c>about 15</c>, <c>&lt;5</c> or <c>withheld</c>.</param>
public sealed record PublishedReport(string Scan, DateOnly AsOf, IReadOnlyDictionary<string, string> Figures);
