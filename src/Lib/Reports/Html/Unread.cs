namespace TikTokBan.Reports.Html;

/// <summary>Rows and files that could not be read, and what only poses as a covered application.</summary>
internal static class Unread
{
    public static void Write(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        sheet.Section("unread");
        if (model.RejectedFiles.Count == 0 && model.Unrecognised.Count == 0)
            html.Element("p", text["unread.none"]);
        if (model.RejectedFiles.Count > 0)
            Rows(sheet);
        if (model.Unrecognised.Count > 0)
        {
            html.Element("h3", text["unread.files"]);
            html.Element("p", text["unread.files.lead"]);
            html.Open("ul");
            foreach (var file in model.Unrecognised)
            {
                html.Open("li").Open("code").Value(file.Location).Close();
                if (file.Reason.Length > 0)
                    html.Text(" ").Open("span", ("lang", text.Language == "en" ? null : "en")).Value(file.Reason).Close();
                html.Close();
            }

            html.Close();
        }

        html.Close();
    }

    /// <summary>What poses as a covered application: another matter than the ban, and told apart from it.</summary>
    public static void Lookalikes(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        sheet.Section("lookalikes");
        if (model.Headline.Suspicious.IsZero)
        {
            html.Element("p", text["lookalikes.none"]).Close();
            return;
        }

        html.Element("p", text.Count("lookalikes.lead", model.Headline.Suspicious));
        if (model.Lookalikes.Count > 0)
        {
            var table = new TableWriter(sheet);
            table.Open("lookalikes-caption", text["lookalikes.caption"], [table.Column("reason"), table.Column("source"), table.Column("device"), table.Column("person"), table.Column("place")], null, "lookalikes");
            foreach (var one in model.Lookalikes)
            {
                html.Open("tr");
                table.RowHeader(one.Evidence.Reason);
                table.Cell(sheet.TitleOf("source", one.Evidence.Source));
                table.Cell(one.DeviceName ?? one.DeviceId ?? "—");
                table.Cell(one.UserPrincipalName ?? one.PersonId ?? "—");
                table.Cell(one.Evidence.Reference);
                html.Close();
            }

            table.Close();
        }

        html.Close();
    }

    private static void Rows(Sheet sheet)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        html.Element("h3", text["unread.rows"]);
        html.Element("p", text[sheet.Model.IsNamed ? "unread.rows.named" : "unread.rows.aggregate"]);
        var table = new TableWriter(sheet);
        table.Open(
            "rejected-caption",
            text["unread.rows.caption"],
            [table.Column("file"), table.Column("rejected", TableWriter.Number), table.Column("first-line", TableWriter.Number), table.Column("last-line", TableWriter.Number)],
            null,
            "rejected");
        foreach (var file in sheet.Model.RejectedFiles)
        {
            html.Open("tr");
            table.RowHeader(file.Location);
            table.Count(file.Rows);
            table.Count(file.FirstLine);
            table.Count(file.LastLine);
            html.Close();
        }

        table.Close();
    }
}
