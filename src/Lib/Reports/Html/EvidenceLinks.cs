namespace TikTokBan.Reports.Html;

/// <summary>Leads from a number to what it was counted from, and to what it counts.</summary>
internal static class EvidenceLinks
{
    /// <summary>Links to the evidence of a number and to its definition; nothing where neither is known.</summary>
    public static void Links(Sheet sheet, string figure)
    {
        var references = sheet.EvidenceOf(figure).Where(reference => sheet.Model.Register.Any(item => item.Reference == reference)).ToList();
        var definition = sheet.Model.Provenance.FirstOrDefault(one => one.Figure == figure || one.Figure.StartsWith(figure + ".", StringComparison.Ordinal));
        if (references.Count == 0 && definition is null)
            return;
        var html = sheet.Html;
        html.Text(" ").Open("span", ("class", "refs"));
        if (references.Count > 0)
        {
            html.Text(sheet.Text["evidence.of"]);
            References(sheet, references);
        }

        if (definition is not null)
            html.Text(" ").Element("a", sheet.Text["evidence.how"], ("href", sheet.Anchor(FigureId(definition.Figure))));
        html.Close();
    }

    public static void References(Sheet sheet, IEnumerable<string> references)
    {
        foreach (var reference in references)
            sheet.Html.Text(" ").Element("a", reference, ("href", sheet.Anchor(reference)));
    }

    /// <summary>Id of the row that says what a number counts.</summary>
    public static string FigureId(string figure) => "figure-" + figure;
}
