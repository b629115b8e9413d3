namespace TikTokBan.Reports.Html;

/// <summary>What the numbers rest on, and which number rests on what.</summary>
internal static class Register
{
    public static void Provenance(Sheet sheet)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        sheet.Section("provenance");
        html.Element("p", text["provenance.lead"]);
        var table = new TableWriter(sheet);
        table.Open("provenance-caption", text["provenance.caption"], [table.Column("counts"), table.Column("name"), table.Column("evidence")], "provenance");
        foreach (var one in sheet.Model.Provenance)
        {
            html.Open("tr", ("id", sheet.Id(EvidenceLinks.FigureId(one.Figure))));
            table.RowHeader(text.Find("figure." + one.Figure) ?? one.Figure);
            html.Open("td").Open("code");
            Dotted(sheet, one.Figure);
            html.Close().Close();
            html.Open("td", ("class", "refs"));
            EvidenceLinks.References(sheet, one.Evidence);
            html.Close().Close();
        }

        table.Close();
        html.Close();
    }

    // A long name may break after its dots, and nowhere else.
    private static void Dotted(Sheet sheet, string name)
    {
        var parts = Privacy.Displayable.Clean(name).Split('.');
        sheet.Html.Open("bdi");
        for (var index = 0; index < parts.Length; index++)
        {
            if (index > 0)
                sheet.Html.Text(".").Open("wbr");
            sheet.Html.Text(parts[index]);
        }

        sheet.Html.Close();
    }

    public static void Write(Sheet sheet)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        sheet.Section("register");
        html.Element("p", text["register.lead"]);
        var table = new TableWriter(sheet);
        table.Open(
            "register-caption",
            text["register.caption"],
            [table.Column("reference"), table.Column("what"), table.Column("records", TableWriter.Number), table.Column("period"), table.Column("sha")],
            "register");
        foreach (var item in sheet.Model.Register)
        {
            html.Open("tr", ("id", sheet.Id(item.Reference)));
            html.Open("th", ("scope", "row")).Open("code").Value(item.Reference).Close().Close();
            html.Open("td").Element("span", text.Find("item." + item.Kind) ?? item.Kind, ("class", "below")).Text(" ").Value(item.Title);
            if (item.Location is { Length: > 0 } location)
                html.Text(" ").Open("span", ("class", "location")).Value(location).Close();
            html.Close();
            if (item.Records is { } records)
                table.Count(records);
            else
                html.Element("td", "—", ("class", "number nought"));
            html.Open("td", ("class", "period"));
            sheet.Period(item.From, item.To);
            html.Close().Open("td", ("class", "sha"));
            if (item.Sha256 is { } sha)
            {
                html.Open("code").Value(sha).Close();
                if (item.IsInArchive)
                    html.Text(" ").Element("span", text["register.in-archive"], ("class", "below"));
            }
            else
                html.Text("—");
            html.Close().Close();
        }

        table.Close();
        html.Close();
    }
}
