using TikTokBan.Directives;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>The point in ten seconds: how many devices break the ban, how many nobody can see, what the rule says of all cases, what changed.</summary>
internal static class Point
{
    public static void Write(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        var head = model.Headline;
        html.Open("section", ("id", sheet.Id("point")), ("class", "point"), ("aria-labelledby", sheet.Id("point-title")));
        html.Element("h2", text["point"], ("id", sheet.Id("point-title")), ("class", "hidden"));
        html.Open("p", ("class", head.DevicesInViolation.IsZero ? "headline none" : "headline"));
        html.Element("span", text.Shown(head.DevicesInViolation), ("class", "figure")).Text(" ");
        html.Open("span", ("class", "says")).Text(Says(head, text)).Close();
        html.Close();
        Hidden(sheet);
        if (head.ErasedIn(text) is { } erased)
            html.Element("p", erased, ("class", "beside"));
        if (model.Scan.SelectedFrom is null)
            DevicePicture.Write(sheet);
        else
            html.Element("p", model.SelectedFrom is { } whole ? text.Format("point.selection", text.Number(whole)) : text["point.selection.few"], ("class", "beside"));
        ByVerdict(sheet);
        Next(sheet);
        Changed(sheet);
        if (model.Provenance.Count > 0)
            html.Open("p", ("class", "note")).Element("a", text["evidence.where"], ("href", sheet.Anchor("provenance"))).Close();
        html.Close();
    }

    private static string Says(Headline head, ReportText text)
    {
        if (head.DevicesInViolation.State == FigureState.Withheld)
            return text["point.violation.withheld"];
        var form = head.DevicesInViolation is { IsExact: true, Value: 1 } ? ".one"
            : head.DevicesInViolation.IsZero ? "." + text["plural.zero"] : ".many";
        return head.OnlyApplication is { } only
            ? text.Format("point.violation.only" + form, Displayable.Short(only, 40))
            : text["point.violation" + form];
    }

    private static void Hidden(Sheet sheet)
    {
        var (html, text, head) = (sheet.Html, sheet.Text, sheet.Model.Headline);
        html.Open("p", ("class", "beside")).Text(text.Count("point.of", new Figure(head.Devices))).Text(" ");
        html.Element("strong", text.Count("point.hidden", head.DevicesUnseen));
        if (head.DevicesInViolation.IsZero)
            html.Text(" ").Text(text["point.zero"]);
        html.Close();
    }

    private static void ByVerdict(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        var occurring = model.Verdicts.Where(row => !row.Cases.IsZero).ToList();
        if (occurring.Count == 0)
            return;
        html.Element("h3", text["point.verdicts"], ("class", "small"));
        html.Open("ul", ("class", "strip"));
        foreach (var (verdict, cases) in occurring)
        {
            html.Open("li").Open("span", ("class", "amount"));
            TableWriter.Shown(sheet, cases);
            html.Close().Text(" ");
            Marks.ShapeAndWord(sheet, verdict);
            if (verdict is Verdict.RemoveBy && model.Headline.FirstDeadline is { } day)
                html.Text(" ").Element("span", text.Format("point.by", text.Day(day)), ("class", "below"));
            else if (verdict is Verdict.Violation && model.Deadlines.Where(one => one.IsOver).Select(one => (DateOnly?)one.Day).Min() is { } over)
                html.Text(" ").Element("span", text.Format("point.late", text.Day(over)), ("class", "below"));
            html.Close();
        }

        html.Close();
    }

    private static void Next(Sheet sheet)
    {
        var (html, text, head) = (sheet.Html, sheet.Text, sheet.Model.Headline);
        html.Open("ul", ("class", "next"));
        Line("point.clean", head.DevicesToClean, head.FirstDeadline is { } day ? text.Format("point.clean.by", text.Day(day)) : null);
        Line("point.review", head.DevicesInReview, null);
        // A list without an entry is none.
        Line("point.exposures", head.Exposures, null, always: true);
        html.Close();

        void Line(string key, Figure figure, string? more, bool always = false)
        {
            if (!always && (figure.IsZero || figure.State == FigureState.Withheld))
                return;
            html.Open("li").Text(text.Count(key, figure));
            if (more is not null)
                html.Text(" ").Text(more);
            html.Close();
        }
    }

    private static void Changed(Sheet sheet)
    {
        if (sheet.Model.Changes is not { } changes)
            return;
        var (html, text) = (sheet.Html, sheet.Text);
        html.Open("p", ("class", "changed"));
        html.Open("b").Text(text.Format("point.changes", text.Day(changes.SinceAsOf))).Close();
        Amount("new", "new", changes.All.New);
        Amount("back", "reappeared", changes.All.Reappeared);
        Amount("open", "open", changes.All.StillOpen);
        Amount("good", "solved", changes.All.Solved);
        html.Close();

        void Amount(string mark, string word, Figure figure)
        {
            html.Text(" ").Open("span", ("class", "nowrap"));
            html.Open("b");
            TableWriter.Shown(sheet, figure);
            html.Close().Text(" ");
            Marks.State(sheet, mark, text["changed." + word]);
            html.Close();
        }
    }
}
