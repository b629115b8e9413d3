namespace TikTokBan.Reports.Html;

/// <summary>The list of cases, for those who act on them. Written row by row: there may be a hundred thousand.</summary>
internal static class Cases
{
    private static readonly string[] Columns = ["verdict", "application", "device", "person", "source", "reasons"];

    public static void Write(Sheet sheet, CancellationToken cancellationToken)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        sheet.Section("cases", "wide");
        html.Element("p", text["cases.lead"]);
        if (model.Cases.Count == 0)
        {
            html.Element("p", text["cases.none"]).Close();
            return;
        }

        var common = Common(model.Cases);
        if (common.Count > 0)
            html.Open("p").Text(text["cases.common"]).Text(" ").Value(string.Join(' ', common)).Close();
        var filter = new CaseFilter(sheet);
        filter.Write();
        var table = new TableWriter(sheet);
        table.Open("cases-caption", text["cases.caption"], [.. Columns.Select(column => table.Column(column, "c-" + column))], "cases", "exposures");
        var row = new CaseRow(sheet, common, filter);
        foreach (var exposure in model.Cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            row.Write(exposure);
        }

        table.Close();
        html.Close();
    }

    // What is said of every case would only bury what tells one from another.
    private static HashSet<string> Common(IReadOnlyList<Exposures.Exposure> cases)
    {
        var common = cases[0].Reasons.ToHashSet(StringComparer.Ordinal);
        foreach (var one in cases)
            common.IntersectWith(one.Reasons);
        return cases.Count > 1 ? common : [];
    }
}
