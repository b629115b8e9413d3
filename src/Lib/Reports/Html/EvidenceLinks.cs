namespace TikTokBan.Reports.Html;

/// <summary>Leads from a number to what it was counted from, and to what it counts.</summary>
internal static class EvidenceLinks
{
    private const int LongRun = 4;

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

    /// <summary>Links to each reference; of a long run of neighbours to the first and the last, as thirty of them tell a reader no more.</summary>
    public static void References(Sheet sheet, IEnumerable<string> references)
    {
        var run = new List<string>();
        foreach (var reference in references.Append(null))
        {
            if (reference is not null && (run.Count == 0 || PlaceOf(sheet, reference) == PlaceOf(sheet, run[^1]) + 1))
            {
                run.Add(reference);
                continue;
            }

            Run(sheet, run);
            run = reference is null ? [] : [reference];
        }
    }

    private static int PlaceOf(Sheet sheet, string reference) =>
        sheet.Model.Register.TakeWhile(item => item.Reference != reference).Count();

    private static void Run(Sheet sheet, List<string> run)
    {
        var shortened = run.Count >= LongRun;
        foreach (var reference in shortened ? [run[0], run[^1]] : run)
        {
            sheet.Html.Text(shortened && reference == run[^1] ? " – " : " ");
            sheet.Html.Element("a", reference, ("href", sheet.Anchor(reference)));
        }
    }

    /// <summary>Id of the row that says what a number counts.</summary>
    public static string FigureId(string figure) => "figure-" + figure;
}
