namespace TikTokBan.Reports.Privacy;

/// <summary>
/// Names of the numbers of a report, as their paths in report.json: <c>headline.devicesInViolation</c>,
/// <c>breakdowns.organisation.finance.Violation</c>. The same number of two scans has the same name.
/// </summary>
internal static class FigureName
{
    public static string Headline(string member) => "headline." + member;

    public static string Verdict(string verdict) => "verdicts." + verdict;

    public static string Row(string dimension, string key) => Of("breakdowns", dimension, key, "total");

    public static string Cell(string dimension, string key, string verdict) => Of("breakdowns", dimension, key, verdict);

    public static string Trend(string scan, string member) => Of("trend", scan, member);

    /// <summary>The name of the same number of another organisation; the name itself where it is of none.</summary>
    public static string WithOrganisation(string name, Func<string, string> other)
    {
        var parts = name.Split('.').Select(part => part.Replace("%2E", ".", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal)).ToArray();
        var place = parts switch
        {
            ["breakdowns", "organisation", _, _] or ["groups", _, _, _, _] => 2,
            ["changes", _, "organisation", _, _] => 3,
            _ => -1,
        };
        // What is not known is no organisation.
        if (place < 0 || parts[place].Length == 0)
            return name;
        parts[place] = other(parts[place]);
        return Of(parts);
    }

    /// <summary>A name of parts that may themselves hold a full stop.</summary>
    public static string Of(params string[] parts) =>
        string.Join('.', parts.Select(part => part.Replace("%", "%25", StringComparison.Ordinal).Replace(".", "%2E", StringComparison.Ordinal)));
}
