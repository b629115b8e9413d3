using TikTokBan.Reports.Model;

namespace TikTokBan.Reports.Html;

/// <summary>What a report could tell and this one doesn't, because nothing of it was at hand: silence could be taken for "none".</summary>
internal static class Untold
{
    public static IReadOnlyList<string> Of(ReportModel model)
    {
        List<string> untold = [];
        Add(model.Trend.Count == 0, "trend");
        Add(model.Changes is null, "changes");
        Add(model.Removals.Count == 0, "removals");
        Add(model.Blocks.Count == 0, "blocks");
        Add(model.Waivers.Count == 0, "waivers");
        Add(model.Register.Count == 0, "provenance");
        return untold;

        void Add(bool missing, string what)
        {
            if (missing)
                untold.Add(what);
        }
    }

    public static void Write(Sheet sheet)
    {
        sheet.Section("untold");
        sheet.Html.Open("ul");
        foreach (var what in Of(sheet.Model))
            sheet.Html.Element("li", sheet.Text["untold." + what]);
        sheet.Html.Close().Close();
    }
}
