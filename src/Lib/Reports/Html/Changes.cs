using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Html;

/// <summary>What is new, solved, back and still open since an earlier scan.</summary>
internal static class Changes
{
    private static readonly (string Word, string Mark, string Style)[] Kinds =
        [("new", "new", "v-Violation"), ("reappeared", "back", "v-RemoveBy"), ("open", "open", "v-Review"), ("solved", "good", "v-Exempt")];

    public static void Write(Sheet sheet)
    {
        var (html, text, changes) = (sheet.Html, sheet.Text, sheet.Model.Changes!);
        sheet.Section("changes");
        html.Element("p", text.Format(changes.IsReported ? "changes.lead.report" : "changes.lead.scan", text.Day(changes.SinceAsOf)));
        html.Open("ul", ("class", "strip"));
        foreach (var (word, mark, style) in Kinds)
        {
            html.Open("li");
            DevicePicture.Key(html, style);
            html.Open("span", ("class", "amount"));
            TableWriter.Shown(sheet, Of(changes.All, word));
            html.Close().Text(" ");
            Marks.State(sheet, mark, text["change." + word]);
            html.Text(" ").Element("span", text[$"change.{word}.meaning"], ("class", "below")).Close();
        }

        html.Close();
        Table(sheet, "application", changes.ByApplication);
        Table(sheet, "organisation", changes.ByOrganisation);
        Verdicts.Note(sheet);
        if (sheet.Model.ListsCases)
            ChangedCases.Write(sheet, changes);
        html.Close();
    }

    /// <summary>Shape and word of what became of a case: <c>new</c>, <c>reappeared</c>, <c>open</c>, <c>solved</c>.</summary>
    public static void Mark(Sheet sheet, string word) =>
        Marks.State(sheet, Kinds.Single(kind => kind.Word == word).Mark, sheet.Text["change." + word]);

    private static void Table(Sheet sheet, string dimension, IReadOnlyList<(string Key, string Title, ChangeCount Count)> rows)
    {
        if (rows.Count == 0)
            return;
        var (html, text) = (sheet.Html, sheet.Text);
        html.Element("h3", text["by." + dimension]);
        var table = new TableWriter(sheet);
        table.Open(
            $"changes-{dimension}-caption",
            text[$"changes.{dimension}.caption"],
            [table.Column(dimension), .. Kinds.Select(kind => (text["change." + kind.Word], (string?)TableWriter.Number)), table.Column("picture", TableWriter.Picture)],
            "breakdown",
            "changes");
        var most = rows.Max(row => Kinds.Sum(kind => Of(row.Count, kind.Word) is { HasValue: true } figure ? figure.Value : 0));
        foreach (var (key, title, count) in rows)
        {
            html.Open("tr");
            table.RowHeader(key.Length == 0 ? text["unknown"] : title);
            foreach (var (word, _, _) in Kinds)
                table.Count(Of(count, word));
            Bars.Cell(html, [.. Kinds.Select(kind => new Bars.Part(kind.Style, Of(count, kind.Word)))], most);
            html.Close();
        }

        table.Close();
    }

    private static Privacy.Figure Of(ChangeCount count, string word) => word switch
    {
        "new" => count.New,
        "reappeared" => count.Reappeared,
        "solved" => count.Solved,
        _ => count.StillOpen,
    };
}
