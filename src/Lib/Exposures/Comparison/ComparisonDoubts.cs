using System.Globalization;

namespace TikTokBan.Exposures.Comparison;

/// <summary>Why two scans may differ although nothing changed on any device.</summary>
internal static class ComparisonDoubts
{
    public static IEnumerable<string> Of(ScanResult before, ScanResult after)
    {
        var (was, now) = (before.Summary, after.Summary);
        if (was.ScanId == now.ScanId)
            yield return $"Both are scan {now.ScanId}: it is compared with itself.";
        if (was.Authority != now.Authority)
            yield return $"The scans are of two authorities: {was.Authority ?? "one that has no name"} and {now.Authority ?? "one that has no name"}.";
        if (was.Directive != now.Directive)
            yield return $"The scans judged by two directives: {was.Directive} and {now.Directive}.";
        if (was.AsOf > now.AsOf)
            yield return string.Create(CultureInfo.InvariantCulture, $"The earlier scan judged as of {was.AsOf:yyyy-MM-dd}, which is after {now.AsOf:yyyy-MM-dd}: are the two the wrong way round?");
        if (was.SelectedFrom is not null || now.SelectedFrom is not null)
            yield return "One of the scans is a selection of its cases: what it leaves out is not gone.";
        if (before.Erased > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Cases(before.Erased)} of the earlier scan {(before.Erased == 1 ? "was" : "were")} erased since: a case that seems new may be an old one.");
        if (after.Erased > 0)
            yield return string.Create(CultureInfo.InvariantCulture, $"{Cases(after.Erased)} of the later scan {(after.Erased == 1 ? "was" : "were")} erased since: a case that seems solved may still be there.");
        if (was.Catalogue != now.Catalogue)
            yield return "The scans were matched by two versions of the catalogue, so a case may be new because its application is.";

        var sources = new SourcesReadAgain(before, after);
        foreach (var source in sources.Lost)
            yield return $"{source} was read to its end then and is not now: what only it saw is unseen, not solved.";
        foreach (var source in sources.Gained)
            yield return $"{source} is read to its end now and was not then: what only it sees may be older than it looks.";
        foreach (var (source, skipped, then) in sources.WithSkippedRows)
        {
            yield return skipped > then
                ? string.Create(CultureInfo.InvariantCulture, $"{source}: {Rows(skipped)} can't be read, and {then:N0} then: a case that it no longer shows may stand on {(skipped == 1 ? "it" : "one of them")}, so it is unseen, not solved.")
                : string.Create(CultureInfo.InvariantCulture, $"{source}: {Rows(skipped)} can't be read, as {then:N0} then.");
        }
    }

    private static string Cases(long number) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? "case" : "cases")}");

    private static string Rows(long number) => string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? "row" : "rows")}");
}
