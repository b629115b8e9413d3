namespace TikTokBan.Reports.Html;

/// <summary>Devices that no source can see, by reason: what every nought in the report is worth.</summary>
internal static class BlindSpots
{
    public static void Write(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        sheet.Section("unseen");
        if (model.Headline.DevicesUnseen.IsZero)
        {
            html.Element("p", text["unseen.none"]).Close();
            return;
        }

        html.Element("p", text.Count("unseen.lead", model.Headline.DevicesUnseen));
        if (model.Unseen.Count > 0)
            Reasons(sheet);
        html.Close();
    }

    private static void Reasons(Sheet sheet)
    {
        var (html, model, text) = (sheet.Html, sheet.Model, sheet.Text);
        var table = new TableWriter(sheet);
        table.Open(
            "unseen-caption",
            text["unseen.caption"],
            [table.Column("reason"), table.Column("devices", TableWriter.Number), (text["unseen.share"], TableWriter.Picture), (text["unseen.share"], TableWriter.Number)],
            "unseen",
            "unseen");
        var most = Bars.Most(model.Unseen.Select(row => row.Devices));
        foreach (var (reason, devices) in model.Unseen)
        {
            html.Open("tr");
            table.RowHeader(text.Find("unseen." + reason) ?? text.Find("blind." + reason) ?? reason);
            table.Count(devices);
            Bars.Cell(html, [new("bar-unseen", devices)], most);
            html.Element("td", devices is { HasValue: true } && model.Headline.Devices > 0 ? text.Percent(devices.Value, model.Headline.Devices) : "—", ("class", TableWriter.Number));
            html.Close();
        }

        table.Close();
    }
}
