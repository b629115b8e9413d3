using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>How the numbers came about, what the words mean, and what the report was made of.</summary>
internal static class Closing
{
    private static readonly string[] Words = ["application", "indicator", "observation", "case", "coverage", "verdict", "confidence", "payer", "assumption"];

    public static void Method(HtmlWriter html, ReportModel model, ReportText text)
    {
        html.Open("section", ("id", "method")).Element("h2", text["method"]);
        foreach (var paragraph in new[] { "method.join", "method.judge", "method.unknown", "method.nought", model.IsNamed ? "method.named" : "method.aggregate" })
            html.Element("p", text[paragraph]);
        html.Close();
    }

    public static void Glossary(HtmlWriter html, ReportText text)
    {
        html.Open("section", ("id", "glossary")).Element("h2", text["glossary"]);
        html.Open("dl", ("class", "words"));
        foreach (var word in Words)
            html.Open("div").Element("dt", text["word." + word]).Element("dd", text[$"word.{word}.meaning"]).Close();
        html.Close().Close();
    }

    public static void Footer(HtmlWriter html, ReportModel model, ReportText text)
    {
        var scan = model.Scan;
        html.Open("footer").Open("dl", ("class", "marks"));
        Mark("fact.scan", scan.ScanId);
        Mark("fact.directive-id", scan.Directive);
        Mark("fact.directive-hash", scan.DirectiveHash);
        Mark("fact.catalogue", scan.Catalogue);
        html.Close();
        html.Element("p", text[model.IsNamed ? "footer.named" : "footer.aggregate"]);
        html.Close();

        void Mark(string key, string value) =>
            html.Open("div").Element("dt", text[key]).Open("dd").Open("code").Value(value).Close().Close().Close();
    }
}
