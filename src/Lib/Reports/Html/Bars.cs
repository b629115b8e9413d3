using System.Globalization;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Html;

/// <summary>Bars beside numbers. The numbers stand beside them, so to a screen reader a bar is nothing.</summary>
internal static class Bars
{
    /// <summary>A part of a bar: its filling, and how many.</summary>
    public readonly record struct Part(string Style, Figure Figure);

    /// <summary>A cell with a bar; what may not be told has no length.</summary>
    public static void Cell(HtmlWriter html, IReadOnlyList<Part> parts, long most)
    {
        html.Open("td", ("class", TableWriter.Picture));
        if (most > 0 && parts.Any(part => part.Figure is { HasValue: true, Value: > 0 }))
        {
            html.Open("svg", ("class", "bar"), ("width", "100%"), ("height", "12"), ("aria-hidden", "true"), ("focusable", "false"));
            Draw(html, parts, most);
            html.Close();
        }

        html.Close();
    }

    public static void Draw(HtmlWriter html, IReadOnlyList<Part> parts, long most)
    {
        var left = 0L;
        foreach (var (style, figure) in parts.Where(part => part.Figure is { HasValue: true, Value: > 0 }))
        {
            // Rounded parts can come to a little more than the whole.
            var (from, to) = (Math.Min(left, most), Math.Min(left + figure.Value, most));
            html.Open("rect", ("x", Share(from, most)), ("y", "0"), ("width", Share(Math.Max(to - from, 0), most)), ("height", "100%"), ("class", "fill " + style)).Close();
            left += figure.Value;
        }
    }

    public static long Most(IEnumerable<Figure> figures) => figures.Where(figure => figure.HasValue).Select(figure => figure.Value).DefaultIfEmpty(0).Max();

    /// <summary>A share of a width or height, as drawings take it.</summary>
    public static string Share(decimal part, decimal whole) =>
        (whole <= 0 ? 0 : 100m * part / whole).ToString("0.##", CultureInfo.InvariantCulture) + "%";
}
