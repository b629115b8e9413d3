using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats;

/// <summary>The summary in one language: at most 28 lines, so that an edition in two stays under sixty.</summary>
internal static class MarkdownSummary
{
    public static void Write(ReportModel model, ReportText text, TextWriter output)
    {
        output.WriteLine("# " + text.Format("title.page", MarkdownValue.Of(model.AuthorityIn(text))));
        output.WriteLine();
        output.WriteLine($"{MarkdownValue.Of(model.DirectiveIn(text.Language))}. {text["fact.as-of"]} {text.Day(model.Scan.AsOf)}.");
        output.WriteLine();
        Point(model, text, output);
        output.WriteLine();
        Verdicts(model, text, output);
        output.WriteLine();
        Sources(model, text, output);
        if (!model.ListsCases)
            output.WriteLine(Own(text["suppression.note"]) + "  ");
        output.WriteLine(text.Format("summary.reference", $"`{model.Control.Reference}`") + "  ");
        output.WriteLine(text["summary.whole"]);
    }

    private static void Point(ReportModel model, ReportText text, TextWriter output)
    {
        var head = model.Headline;
        Bullet(head.DevicesInViolation.State == FigureState.Withheld ? text["point.violation.withheld"] : text.Format("summary.violation", Shown(text, head.DevicesInViolation), text.Number(head.Devices)));
        Bullet(text.Count("point.unseen", head.DevicesUnseen) + (head.DevicesInViolation.IsZero ? " " + text["point.zero"] : ""));
        if (model.Scan.SelectedFrom is not null)
            Bullet(model.SelectedFrom is { } whole ? text.Format("point.selection", text.Number(whole)) : text["point.selection.few"]);
        if (head.ErasedIn(text) is { } erased)
            Bullet(erased);
        Told("point.clean", head.DevicesToClean, head.FirstDeadline is { } day ? " " + text.Format("point.clean.by", text.Day(day)) : "");
        Told("point.review", head.DevicesInReview, "");
        Told("point.exposures", head.Exposures, "");
        if (model.Changes is { } changes)
        {
            var all = changes.All;
            string[] kinds = [Kind("new", all.New), Kind("reappeared", all.Reappeared), Kind("open", all.StillOpen), Kind("solved", all.Solved)];
            Bullet(text.Format("summary.changes", text.Format("point.changes", text.Day(changes.SinceAsOf)), string.Join(", ", kinds)));
        }

        string Kind(string word, Figure figure) => $"{Shown(text, figure)} {text["changed." + word]}";

        void Told(string key, Figure figure, string more)
        {
            if (!figure.IsZero)
                Bullet(text.Count(key, figure) + more);
        }

        void Bullet(string line) => output.WriteLine("- " + line);
    }

    private static void Verdicts(ReportModel model, ReportText text, TextWriter output)
    {
        output.WriteLine($"| {text["column.verdict"]} | {text["column.cases"]} |");
        output.WriteLine("|---|---:|");
        foreach (var (verdict, cases) in model.Verdicts.Where(row => !row.Cases.IsZero))
            output.WriteLine($"| {text["verdict." + verdict]} | {Shown(text, cases)} |");
        if (model.Verdicts.All(row => row.Cases.IsZero))
            output.WriteLine($"| {text["changes.all"]} | {text.Number(0)} |");
    }

    private static void Sources(ReportModel model, ReportText text, TextWriter output)
    {
        output.WriteLine(text.Format("summary.sources", In("read"), In("partial"), In("failed", "unavailable"), In("absent")) + "  ");

        string In(params string[] states) => text.Number(model.Coverage.Count(row => states.Contains(row.Source.State)));
    }

    private static string Shown(ReportText text, Figure figure) => Own(text.Shown(figure));

    // The report's own text has no markup but the signs for numbers that are not told.
    private static string Own(string text) => text.Replace("<", "&lt;", StringComparison.Ordinal);
}
