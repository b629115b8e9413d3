namespace TikTokBan.Reports.Html;

/// <summary>What the report is about, of whom it tells how much, and of which day.</summary>
internal static class Opening
{
    public static void Title(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        html.Open("header", ("class", "title"));
        html.Element("p", text["kind." + model.Options.Detail], ("class", "kind"));
        html.Open("h1").Value(model.AuthorityIn(text)).Close();
        html.Open("p", ("class", "subtitle")).Text(text["title"]).Close();
        html.Open("dl", ("class", "facts"));
        Fact("fact.directive", () => html.Value(model.DirectiveIn(text.Language)));
        Fact("fact.as-of", () => sheet.Day(model.Scan.AsOf));
        Fact("fact.reference", () => html.Open("code").Value(model.Control.Reference).Close());
        html.Close().Close();

        void Fact(string key, Action value)
        {
            html.Open("div").Element("dt", text[key]).Open("dd");
            value();
            html.Close().Close();
        }
    }
}
