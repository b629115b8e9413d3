using System.Security.Cryptography;
using System.Text;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>The page a reader gets: one file that asks for nothing, each language after the other.</summary>
internal static class Page
{
    /// <summary>Writes it.</summary>
    /// <param name="model">What to say.</param>
    /// <param name="texts">In which languages; at least one.</param>
    /// <param name="output">Where to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static void Write(ReportModel model, IReadOnlyList<ReportText> texts, TextWriter output, CancellationToken cancellationToken)
    {
        var html = new HtmlWriter(output);
        html.Doctype();
        html.Open("html", ("lang", texts[0].Language));
        Head(html, model, texts);
        html.Open("body");
        html.Element("a", texts[0]["skip"], ("class", "skip"), ("href", "#" + Prefix(texts, texts[0]) + "point"));
        Marks.Define(html);
        if (texts.Count > 1)
            Switch(html, texts);
        html.Open("main");
        foreach (var text in texts)
        {
            var sheet = new Sheet(html, model.In(text.Language), text, Prefix(texts, text));
            html.Open("article", ("class", "edition edition-" + text.Language), ("lang", text.Language), ("id", texts.Count > 1 ? text.Language : null));
            Opening.Title(sheet);
            Sections.Write(sheet, cancellationToken);
            Closing.Footer(sheet);
            html.Close();
        }

        html.Close();
        html.Script(Styles.Script);
        html.Finish();
    }

    // Two languages in one file say the same twice, so the ids of each begin with its own.
    private static string Prefix(IReadOnlyList<ReportText> texts, ReportText text) => texts.Count > 1 ? text.Language + "-" : "";

    private static void Head(HtmlWriter html, ReportModel model, IReadOnlyList<ReportText> texts)
    {
        // Styles and script are allowed by their hashes, so nothing that slipped into the page could style, run or load anything.
        var running = RunningHeader.Css(model, texts);
        var policy = $"default-src 'none'; style-src {Hash(Styles.Css)} {Hash(running)}; script-src {Hash(Styles.Script)}; img-src data:; base-uri 'none'; form-action 'none'";
        html.Open("head");
        html.Open("meta", ("charset", "utf-8"));
        html.Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", policy));
        html.Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Open("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Open("meta", ("name", "referrer"), ("content", "no-referrer"));
        html.Open("meta", ("name", "robots"), ("content", "noindex, nofollow"));
        html.Open("link", ("rel", "icon"), ("href", "data:,"));
        html.Element("title", string.Join(" · ", texts.Select(text => text.Format("title.page", model.AuthorityIn(text)))));
        html.Style(Styles.Css);
        html.Style(running);
        html.Close();
    }

    private static void Switch(HtmlWriter html, IReadOnlyList<ReportText> texts)
    {
        html.Open("nav", ("class", "languages"), ("aria-label", string.Join(" / ", texts.Select(text => text["language.switch"]))));
        html.Open("ul");
        foreach (var text in texts)
            html.Open("li").Element("a", text["language.name"], ("href", "#" + text.Language), ("lang", text.Language), ("hreflang", text.Language)).Close();
        html.Close().Close();
    }

    private static string Hash(string content) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'";
}
