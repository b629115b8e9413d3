using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>What is left open: facts that are missing, facts that were assumed, rows and files that could not be read.</summary>
internal static class Gaps
{
    public static void Missing(HtmlWriter html, ReportModel model, ReportText text)
    {
        html.Open("section", ("id", "missing")).Element("h2", text["missing"]);
        if (model.Missing.Count == 0)
        {
            html.Element("p", text["missing.none"]).Close();
            return;
        }

        html.Element("p", text["missing.lead"]);
        var table = new TableWriter(html, text);
        table.Open("missing-caption", text["missing.caption"], [(text["column.facts"], null), (text["column.decides"], TableWriter.Number)]);
        foreach (var (fields, cases) in model.Missing)
        {
            html.Open("tr").Open("th", ("scope", "row"));
            html.Open("ul", ("class", "plain"));
            foreach (var field in fields)
                Field(html, field, text);
            if (fields.Count == 0)
                html.Element("li", text["missing.contradiction"]);
            html.Close().Close();
            table.Count(cases);
            html.Close();
        }

        table.Close();
        html.Close();
    }

    public static void Assumptions(HtmlWriter html, ReportModel model, ReportText text)
    {
        html.Open("section", ("id", "assumptions")).Element("h2", text["assumptions"]);
        if (model.Assumptions.Count == 0)
        {
            html.Element("p", text["assumptions.none"]).Close();
            return;
        }

        html.Element("p", text["assumptions.lead"]);
        var table = new TableWriter(html, text);
        table.Open("assumptions-caption", text["assumptions.caption"], [(text["column.assumption"], null), (text["column.used"], TableWriter.Number)]);
        foreach (var (assumption, used) in model.Assumptions)
        {
            html.Open("tr");
            table.RowHeader(assumption.Text);
            table.Count(used);
            html.Close();
        }

        table.Close();
        html.Close();
    }

    public static void Unread(HtmlWriter html, ReportModel model, ReportText text)
    {
        html.Open("section", ("id", "unread")).Element("h2", text["unread"]);
        if (model.RejectedFiles.Count == 0 && model.Unrecognised.Count == 0)
            html.Element("p", text["unread.none"]);
        var table = new TableWriter(html, text);
        if (model.RejectedFiles.Count > 0)
        {
            html.Element("h3", text["unread.rows"]);
            html.Element("p", text[model.IsNamed ? "unread.rows.named" : "unread.rows.aggregate"]);
            table.Open("rejected-caption", text["unread.rows.caption"], [(text["column.file"], null), (text["column.rejected"], TableWriter.Number), (text["column.first-line"], TableWriter.Number), (text["column.last-line"], TableWriter.Number)]);
            foreach (var file in model.RejectedFiles)
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
    public static void Lookalikes(HtmlWriter html, ReportModel model, ReportText text)
    {
        html.Open("section", ("id", "lookalikes")).Element("h2", text["lookalikes"]);
        if (model.Headline.Suspicious.IsZero)
        {
            html.Element("p", text["lookalikes.none"]).Close();
            return;
        }

        html.Element("p", text.Count("lookalikes.lead", model.Headline.Suspicious));
        if (model.Lookalikes.Count > 0)
        {
            var table = new TableWriter(html, text);
            table.Open("lookalikes-caption", text["lookalikes.caption"], [(text["column.reason"], null), (text["column.source"], null), (text["column.device"], null), (text["column.person"], null), (text["column.place"], null)]);
            foreach (var one in model.Lookalikes)
            {
                html.Open("tr");
                table.RowHeader(one.Evidence.Reason);
                table.Cell(one.Evidence.Source);
                table.Cell(one.DeviceName ?? one.DeviceId ?? "");
                table.Cell(one.UserPrincipalName ?? one.PersonId ?? "");
                table.Cell(one.Evidence.Reference);
                html.Close();
            }

            table.Close();
        }

        html.Close();
    }

    private static void Field(HtmlWriter html, string field, ReportText text)
    {
        html.Open("li");
        if (text.Find("field." + field) is { } words)
            html.Text(words).Text(" ");
        html.Open("code").Value(field).Close().Close();
    }
}
