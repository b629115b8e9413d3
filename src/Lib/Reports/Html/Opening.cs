using System.Globalization;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>What the report is about, and its point in ten seconds.</summary>
internal static class Opening
{
    private const int BarWidth = 1000;

    public static void Title(HtmlWriter html, ReportModel model, ReportText text)
    {
        var scan = model.Scan;
        html.Open("header", ("class", "title"));
        html.Element("p", text[model.IsNamed ? "kind.Named" : "kind.Aggregate"], ("class", "kind"));
        html.Open("h1").Value(scan.Authority ?? text["title.no-authority"]).Close();
        html.Open("p", ("class", "subtitle")).Text(text["title"]).Close();
        html.Open("dl", ("class", "facts"));
        Fact("fact.directive", () => html.Value(model.Options.DirectiveTitle ?? scan.Directive));
        Fact("fact.as-of", () => html.Element("time", text.Day(scan.AsOf), ("datetime", scan.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
        Fact("fact.scan", () => html.Open("code").Value(scan.ScanId).Close());
        Fact("fact.catalogue", () => html.Open("code").Value(scan.Catalogue.Split(' ')[0]).Close());
        html.Close().Close();

        void Fact(string key, Action value)
        {
            html.Open("div").Element("dt", text[key]).Open("dd");
            value();
            html.Close().Close();
        }
    }

    public static void Point(HtmlWriter html, ReportModel model, ReportText text)
    {
        var head = model.Headline;
        html.Open("section", ("id", "point"), ("class", "point"), ("aria-labelledby", "point-title"));
        html.Element("h2", text["point"], ("id", "point-title"), ("class", "hidden"));
        html.Open("p", ("class", head.DevicesInViolation.IsZero ? "headline none" : "headline"));
        html.Element("span", text.Shown(head.DevicesInViolation), ("class", "figure"));
        html.Open("span", ("class", "says")).Text(Says(head, text)).Close();
        html.Close();
        html.Open("p", ("class", "beside"));
        html.Text(text.Format("point.of", text.Number(head.Devices))).Text(" ");
        html.Element("strong", text.Count("point.unseen", head.DevicesUnseen));
        if (head.DevicesInViolation.IsZero)
            html.Text(" ").Text(text["point.zero"]);
        html.Close();
        if (model.Scan.SelectedFrom is null)
            DevicesBar(html, head, text);
        else
            html.Element("p", model.SelectedFrom is { } whole ? text.Format("point.selection", text.Number(whole)) : text["point.selection.few"], ("class", "beside"));
        html.Open("ul", ("class", "next"));
        Next("point.clean", head.DevicesToClean, head.FirstDeadline is { } day ? text.Format("point.clean.by", text.Day(day)) : null);
        Next("point.review", head.DevicesInReview, null);
        Next("point.exposures", head.Exposures, null);
        html.Close().Close();

        void Next(string key, Figure figure, string? more)
        {
            if (figure.IsZero || figure.State == FigureState.Withheld)
                return;
            html.Open("li").Text(text.Count(key, figure));
            if (more is not null)
                html.Text(" ").Text(more);
            html.Close();
        }
    }

    private static string Says(Headline head, ReportText text)
    {
        var form = head.DevicesInViolation is { IsExact: true, Value: 1 } ? ".one" : ".many";
        return head.OnlyApplication is { } only
            ? text.Format("point.violation.only" + form, Displayable.Short(only, 40))
            : text["point.violation" + form];
    }

    // Every device once: in violation, with another case, seen without a case, not to be seen. Drawn only where all of these may be told.
    private static void DevicesBar(HtmlWriter html, Headline head, ReportText text)
    {
        if (head.DevicesClear is not { IsExact: true } clear || !head.DevicesInViolation.IsExact || !head.DevicesWithOtherCases.IsExact || !head.DevicesUnseen.IsExact || head.Devices <= 0)
            return;
        (string Key, long Devices, string Class)[] parts =
        [
            ("bar.violation", head.DevicesInViolation.Value, "bar-violation"),
            ("bar.other", head.DevicesWithOtherCases.Value, "bar-other"),
            ("bar.clear", clear.Value, "bar-clear"),
            ("bar.unseen", head.DevicesUnseen.Value, "bar-unseen"),
        ];
        html.Open("figure", ("class", "devices"));
        html.Open("svg", ("class", "bar"), ("viewBox", $"0 0 {BarWidth} 28"), ("preserveAspectRatio", "none"), ("role", "img"), ("aria-label", text["bar.label"]));
        var left = 0L;
        foreach (var (_, devices, style) in parts)
        {
            var (from, to) = (left * BarWidth / head.Devices, (left + devices) * BarWidth / head.Devices);
            html.Open("rect", ("x", Whole(from)), ("y", "0"), ("width", Whole(to - from)), ("height", "28"), ("class", style)).Close();
            left += devices;
        }

        html.Close();
        html.Open("figcaption").Open("ul", ("class", "legend"));
        foreach (var (key, devices, style) in parts)
        {
            html.Open("li").Open("svg", ("class", "key"), ("width", "14"), ("height", "14"), ("aria-hidden", "true"));
            html.Open("rect", ("width", "14"), ("height", "14"), ("class", style)).Close().Close();
            html.Element("b", text.Number(devices)).Text(" ").Text(text[key]).Close();
        }

        html.Close().Close().Close();
    }

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
