using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TikTokBan.Reports.Html;

namespace TikTokBan.Reports.Rollup;

/// <summary>The national report as a page: one file that asks for nothing, in the look of a single authority's report.</summary>
internal static class RollupPage
{
    public static void Write(NationalReport national, RollupText text, TextWriter output)
    {
        var html = new HtmlWriter(output);
        html.Doctype();
        html.Open("html", ("lang", text.Report.Language));
        Head(html, text);
        html.Open("body");
        html.Element("a", text["skip"], ("class", "skip"), ("href", "#point"));
        Marks.Define(html);
        html.Open("header", ("class", "title"));
        html.Element("p", text["kind"], ("class", "kind")).Element("h1", text["title"]);
        html.Element("p", text.Format("subtitle", text.Report.Day(national.AsOf)), ("class", "subtitle")).Close();
        html.Open("main", ("id", "content"));
        Point(html, national, text);
        RollupTotals.Write(html, national, text);
        RollupAuthorities.Write(html, national, text);
        RollupAuthorities.Uncounted(html, national, text);
        html.Open("section", ("id", "method")).Element("h2", text["method"]);
        foreach (var paragraph in new[] { "method.published", "method.range", "method.hidden", "method.status", "method.proof" })
            html.Element("p", text[paragraph]);
        html.Close().Close();
        html.Open("footer").Element("p", text["footer"]).Close();
        html.Finish();
    }

    private static void Head(HtmlWriter html, RollupText text)
    {
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Styles.Css)));
        html.Open("head");
        html.Open("meta", ("charset", "utf-8"));
        html.Open("meta", ("http-equiv", "Content-Security-Policy"), ("content", $"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'"));
        html.Open("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Open("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Open("meta", ("name", "referrer"), ("content", "no-referrer"));
        html.Open("meta", ("name", "robots"), ("content", "noindex, nofollow"));
        html.Open("link", ("rel", "icon"), ("href", "data:,"));
        html.Element("title", text["title"]);
        html.Style(Styles.Css);
        html.Close();
    }

    // Read in ten seconds: how many reported of how many, how many are in violation, on how many devices.
    private static void Point(HtmlWriter html, NationalReport national, RollupText text)
    {
        html.Open("section", ("id", "point"), ("class", "point"), ("aria-labelledby", "point-title"));
        html.Element("h2", text["point"], ("id", "point-title"), ("class", "hidden"));
        var reported = national.Count(ReportingStatus.Reported, ReportingStatus.Late);
        html.Open("p", ("class", reported == national.Expected ? "headline none" : "headline"));
        var counted = national.Expected is null ? reported : national.ExpectedReported;
        html.Element("span", text.Report.Number(counted), ("class", "figure")).Text(" ");
        html.Element("span", national.Expected is { } expected ? text.Count("point.of", counted, text.Authorities(expected)) : text.Count("point.reported", counted), ("class", "says")).Close();
        html.Open("p", ("class", "beside"));
        html.Element("strong", text.Format("point.missing", text.Report.Number(national.Count(ReportingStatus.Missing))));
        html.Text(" ").Text(text.Format("point.late", text.Report.Number(national.Count(ReportingStatus.Late)), text.Report.Number(national.Count(ReportingStatus.Awaited))));
        if (national.Expected is not null && reported > national.ExpectedReported)
            html.Text(" ").Text(text.Format("point.unexpected", text.Report.Number(reported - national.ExpectedReported)));
        html.Close();
        foreach (var directive in national.Directives)
        {
            html.Open("p", ("class", "beside"));
            if (national.Directives.Count > 1)
                html.Value(directive.Title ?? directive.Id).Text(": ");
            html.Element("strong", text.Format("point.devices", text.InWords(directive.Of("devicesInViolation")), text.InWords(directive.Of("devices")), text.InWords(directive.Of("devicesUnseen"))));
            html.Text(" ").Text(text.Count("point.violation", directive.InViolation.IsExact ? directive.InViolation.Low : 2, text.InWords(directive.InViolation), text.Authorities(directive.Authorities))).Close();
        }

        if (national.Uncounted.Count(one => one.IsRefused) is > 0 and var refused)
            html.Element("p", text.Count("point.refused", refused, text.Report.Number(refused)), ("class", "beside"));
        html.Close();
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
