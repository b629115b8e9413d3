namespace TikTokBan.Reports.Html;

/// <summary>Every known device once: in violation, with another case, seen without a case, not to be seen. Where not all of these may be told, or cases were erased: seen, and not to be seen.</summary>
internal static class DevicePicture
{
    public static void Write(Sheet sheet)
    {
        var head = sheet.Model.Headline;
        if (head.Devices <= 0 || !head.DevicesUnseen.HasValue)
            return;
        if (head is { CasesErased: null, DevicesClear: { IsExact: true } clear, DevicesInViolation.IsExact: true, DevicesWithOtherCases.IsExact: true, DevicesUnseen.IsExact: true })
        {
            Draw(sheet, sheet.Text["bar.label"],
            [
                ("bar.violation", head.DevicesInViolation.Value, "bar-violation"),
                ("bar.other", head.DevicesWithOtherCases.Value, "bar-other"),
                ("bar.clear", clear.Value, "bar-clear"),
                ("bar.unseen", head.DevicesUnseen.Value, "bar-unseen"),
            ]);
        }
        else if (head.DevicesSeen.HasValue)
        {
            var (seen, unseen) = (sheet.Text.Shown(head.DevicesSeen), sheet.Text.Shown(head.DevicesUnseen));
            Draw(sheet, sheet.Text.Format("unseen.picture", seen, unseen),
            [
                ("unseen.seen", head.DevicesSeen.Value, "bar-clear"),
                ("unseen.not", head.DevicesUnseen.Value, "bar-unseen"),
            ]);
        }
    }

    private static void Draw(Sheet sheet, string label, IReadOnlyList<(string Key, long Devices, string Style)> parts)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        var whole = parts.Sum(part => part.Devices);
        if (whole == 0)
            return;
        html.Open("figure", ("class", "devices"));
        html.Open("svg", ("class", "bar"), ("width", "100%"), ("height", "28"), ("role", "img"), ("aria-label", label));
        var left = 0L;
        foreach (var (_, devices, style) in parts.Where(part => part.Devices > 0))
        {
            html.Open("rect", ("x", Bars.Share(left, whole)), ("y", "0"), ("width", Bars.Share(devices, whole)), ("height", "100%"), ("class", "fill " + style)).Close();
            left += devices;
        }

        html.Close();
        html.Open("figcaption").Open("ul", ("class", "legend"));
        foreach (var (key, devices, style) in parts)
        {
            html.Open("li");
            Key(html, style);
            html.Element("b", text.Number(devices)).Text(" ").Text(text[key]);
            html.Text(" (" + text.Percent(devices, whole) + ")").Close();
        }

        html.Close().Close().Close();
    }

    /// <summary>A small field with a filling, for a legend.</summary>
    public static void Key(HtmlWriter html, string style)
    {
        html.Open("svg", ("class", "key"), ("width", "16"), ("height", "14"), ("aria-hidden", "true"), ("focusable", "false"));
        html.Open("rect", ("width", "16"), ("height", "14"), ("class", "fill " + style)).Close().Close();
    }
}
