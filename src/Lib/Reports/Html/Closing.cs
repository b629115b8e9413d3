using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Html;

/// <summary>How the numbers came about, what the words mean, and what lies beside the page.</summary>
internal static class Closing
{
    public static void Method(Sheet sheet)
    {
        sheet.Section("method");
        List<string> paragraphs = ["join", "judge", "unknown", "nought"];
        if (sheet.Model.Changes is not null)
            paragraphs.Add("change");
        if (sheet.Model.Register.Count > 0)
            paragraphs.Add("evidence");
        paragraphs.Add(sheet.Model.Options.Detail.ToString().ToLowerInvariant());
        foreach (var paragraph in paragraphs)
            sheet.Html.Element("p", sheet.Text["method." + paragraph]);
        sheet.Html.Close();
    }

    public static void Glossary(Sheet sheet)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        sheet.Section("glossary");
        html.Open("dl", ("class", "words"));
        foreach (var word in ReportText.Glossary(sheet.Model.Options.Detail))
            html.Open("div").Element("dt", text["word." + word]).Element("dd", text[$"word.{word}.meaning"]).Close();
        html.Close().Close();
    }

    public static void Footer(Sheet sheet) =>
        sheet.Html.Open("footer").Element("p", sheet.Text["footer." + sheet.Model.Options.Detail.ToString().ToLowerInvariant()]).Close();
}
