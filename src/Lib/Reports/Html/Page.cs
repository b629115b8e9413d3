using System.Security.Cryptography;
using System.Text;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>The page a reader gets: one file that asks for nothing, in the order in which its reader needs it.</summary>
internal static class Page
{
    private static readonly string Css = ReadCss();

    public static void Write(ReportModel model, ReportText text, TextWriter output, CancellationToken cancellationToken)
    {
        var html = new HtmlWriter(output);
        html.Doctype();
        html.Open("html", ("lang", text.Language));
        Head(html, model, text);
        html.Open("body");
        html.Element("a", text["skip"], ("class", "skip"), ("href", "#point"));
        Marks.Define(html);
        Opening.Title(html, model, text);
        html.Open("main", ("id", "content"));
        Opening.Point(html, model, text);
        Contents(html, model, text);
        Numbers.Verdicts(html, model, text);
        Numbers.Breakdowns(html, model, text);
        CoverageSection.Write(html, model, text);
        Gaps.Missing(html, model, text);
        Gaps.Assumptions(html, model, text);
        Gaps.Unread(html, model, text);
        Gaps.Lookalikes(html, model, text);
        Cases.Write(html, model, text, cancellationToken);
        Closing.Method(html, model, text);
        Closing.Glossary(html, text);
        html.Close();
        Closing.Footer(html, model, text);
        html.Finish();
    }

    private static void Head(HtmlWriter html, ReportModel model, ReportText text)
    {
        // The style sheet is allowed by its hash, so nothing that slipped into the page could style or load anything.
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)));
        html.Open("head");
        html.Open("meta", ("charset", "utf-8"));
        html.Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"));
        html.Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Open("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Open("meta", ("name", "referrer"), ("content", "no-referrer"));
        html.Open("meta", ("name", "robots"), ("content", "noindex, nofollow"));
        html.Open("link", ("rel", "icon"), ("href", "data:,"));
        html.Element("title", text.Format("title.page", model.Scan.Authority ?? text["title.no-authority"]));
        html.Style(Css);
        html.Close();
    }

    private static void Contents(HtmlWriter html, ReportModel model, ReportText text)
    {
        html.Open("nav", ("aria-label", text["contents"]));
        html.Open("ul");
        foreach (var section in new[] { "verdicts", "breakdowns", "coverage", "missing", "assumptions", "unread", "lookalikes", "cases", "method", "glossary" })
        {
            if (section == "cases" && !model.ListsCases)
                continue;
            html.Open("li").Element("a", text[section + ".short"], ("href", "#" + section)).Close();
        }

        html.Close().Close();
    }

    private static string ReadCss()
    {
        using var stream = typeof(Page).Assembly.GetManifestResourceStream("TikTokBan.Reports.Html.report.css")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
