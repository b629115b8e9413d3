using TikTokBan.Reports.Html;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Rollup;

/// <summary>How each authority stands, and which reports are not counted.</summary>
internal static class RollupAuthorities
{
    private static readonly string[] Verdicts = ["Violation", "RemoveBy", "Review"];

    public static void Write(HtmlWriter html, NationalReport national, RollupText text)
    {
        html.Open("section", ("id", "authorities"), ("class", "wide")).Element("h2", text["authorities"]);
        html.Element("p", text["authorities.lead"]);
        var table = new TableWriter(html, text.Report);
        table.Open(
            "authorities-caption",
            text["authorities.caption"],
            [
                (text["column.authority"], null), (text["column.status"], null), (text.Report["column.as-of"], null), .. Verdicts.Select(verdict => (text.Report["verdict." + verdict], (string?)TableWriter.Number)),
                (text.Report["changes.all"], TableWriter.Number), (text.Report["headline.devicesInViolation"], TableWriter.Number), (text["column.unseen"], TableWriter.Number), (text["column.signature"], null),
            ],
            "coverage");
        foreach (var (standing, report, bounds) in national.Authorities)
        {
            html.Open("tr").Open("th", ("scope", "row")).Value(standing.Authority);
            if (standing.Organisation is { } organisation)
                html.Open("span", ("class", "location")).Value(organisation).Close();
            if (national.Directives.Count > 1 && standing.Directive is { } directive)
                html.Open("span", ("class", "location")).Value(directive).Close();
            html.Close();
            Status(html, standing, bounds, text);
            html.Open("td", ("class", "period"));
            if (standing.AsOf is { } day)
                html.Element("time", text.Report.ShortDay(day), ("datetime", RollupPage.Day(day)));
            html.Close();
            foreach (var figure in Verdicts.Select(verdict => report?.Verdicts.GetValueOrDefault(verdict)).Append(report?.Headline["exposures"]).Append(report?.Headline["devicesInViolation"]).Append(report?.Headline["devicesUnseen"]))
                Cell(figure);
            html.Open("td");
            if (report is not null)
                Signature(html, report, text);
            html.Close().Close();
        }

        table.Close();
        html.Element("p", text.Report["suppression.note"], ("class", "note"));
        if (national.NearMisses.Count > 0)
            NearMisses(html, national, text);
        html.Close();

        void Cell(Figure? figure)
        {
            if (figure is { } number)
                table.Count(number);
            else
                html.Open("td").Close();
        }
    }

    public static void Uncounted(HtmlWriter html, NationalReport national, RollupText text)
    {
        if (national.Uncounted.Count == 0)
            return;
        html.Open("section", ("id", "uncounted")).Element("h2", text["uncounted"]).Element("p", text["uncounted.lead"]);
        var table = new TableWriter(html, text.Report);
        table.Open("uncounted-caption", text["uncounted.caption"], [(text["column.folder"], null), (text["column.authority"], null), (text["column.why"], null)], "coverage");
        foreach (var one in national.Uncounted)
        {
            html.Open("tr");
            table.RowHeader(one.Folder);
            html.Open("td").Value(one.Authority).Close();
            html.Open("td").Text(text["reason." + one.Reason]).Open("span", ("class", "problem"), ("lang", "en")).Value(one.Sentence).Close().Close();
            html.Close();
        }

        table.Close();
        html.Close();
    }

    // The sign before the word comes from the class and is another for each, so that a black-and-white print tells them apart.
    private static void Status(HtmlWriter html, AuthorityStanding standing, ReportBounds? bounds, RollupText text)
    {
        var sign = standing.Status switch
        {
            ReportingStatus.Reported => "s-read",
            ReportingStatus.Late => "s-partial",
            ReportingStatus.Missing => "s-failed",
            _ => "s-unavailable",
        };
        html.Open("td").Element("span", text["status." + standing.Status], ("class", "state " + sign));
        if (standing.Due is { } due)
            html.Element("span", text.Format("due", text.Report.ShortDay(due)), ("class", "below"));
        if (standing.IsExpected == false)
            html.Element("span", text["unexpected"], ("class", "below"));
        if (bounds is not null)
            html.Element("span", text[bounds.IsInViolation switch { true => "violation.yes", false => "violation.no", _ => "violation.untold" }], ("class", "below"));
        html.Close();
    }

    private static void Signature(HtmlWriter html, AuthorityReport report, RollupText text)
    {
        if (report.SignedBy is not { } signer)
        {
            html.Element("span", text["signature.none"], ("class", "nought"));
            return;
        }

        html.Value(signer.Subject);
        html.Element("span", text[signer.CheckedAgainst is null ? "signature.unchecked" : "signature.trusted"], ("class", "below"));
    }

    private static void NearMisses(HtmlWriter html, NationalReport national, RollupText text)
    {
        html.Element("h3", text["near"]).Element("p", text["near.lead"]).Open("ul");
        foreach (var (reported, expected) in national.NearMisses)
            html.Open("li").Value(reported).Text(" → ").Value(expected).Close();
        html.Close();
    }
}
