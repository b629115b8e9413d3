namespace TikTokBan.Reports.Html;

/// <summary>What tells this document from another: what it is about, what it contains, who made it from what, and when.</summary>
internal static class DocumentSection
{
    public static void Write(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        var (scan, control) = (model.Scan, model.Control);
        sheet.Section("document");
        html.Open("dl", ("class", "marks"));
        Fact("reference", () => Code(control.Reference));
        Fact("detail", () => html.Text(text["detail." + control.Detail]));
        Fact("authority", () => html.Value(scan.Authority ?? text["title.no-authority"]));
        Fact("directive", () => html.Value(sheet.Model.DirectiveIn(sheet.Text.Language)));
        Fact("directive-id", () => Code(scan.Directive));
        Fact("directive-hash", () => Code(scan.DirectiveHash));
        Fact("catalogue", () => Code(scan.Catalogue));
        Fact("as-of", () => sheet.Day(scan.AsOf));
        Fact("scan", () => Code(scan.ScanId));
        if (model.Headline.ErasedIn(text) is { } erased)
            Fact("erased", () => html.Text(erased));
        Fact("run", () => Range(control.Started, control.Finished));
        Fact("evidence", () => Range(control.EvidenceFrom, control.EvidenceTo));
        if (model.Options.Detail != ReportDetail.Aggregate || control.Actor is not null)
            Fact("actor", () => html.Value(control.Actor ?? text["fact.unknown"]));
        Fact("permissions", () => html.Value(control.Permissions is { } granted
            ? granted.Count == 0 ? text["fact.permissions.none"] : string.Join(", ", granted)
            : text["fact.unknown"]));
        Fact("product", () => html.Value(control.Product));
        Fact("language", () => html.Text(string.Join(", ", model.Options.Language.Split('-').Select(language => new Texts.ReportText(language)["language.name"]))));
        html.Close().Close();

        void Fact(string key, Action value)
        {
            html.Open("div").Element("dt", text["fact." + key]).Open("dd");
            value();
            html.Close().Close();
        }

        void Code(string value) => html.Open("code").Value(value).Close();

        void Range(DateTimeOffset? from, DateTimeOffset? to)
        {
            if (from is not { } first)
            {
                html.Text(text["fact.unknown"]);
                return;
            }

            sheet.Moment(first);
            if (to is not { } last)
                return;
            html.Text(" – ");
            sheet.Moment(last);
        }
    }
}
