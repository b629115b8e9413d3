using System.Globalization;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Html;

/// <summary>
/// Cases and violations as steps over time. Drawn in shares of the width with words of a fixed size, so that it stays
/// readable on a telephone; a number that may not be told leaves a gap.
/// </summary>
internal static class TrendChart
{
    // Room for words: left of the first point, right of the last, above and below, in shares of the drawing.
    private const decimal Left = 8, Right = 97, Top = 12, Bottom = 88;

    public static void Write(Sheet sheet)
    {
        var (html, text, points) = (sheet.Html, sheet.Text, sheet.Model.Trend);
        var scale = new Scale(points, sheet.Model.Reviews);
        html.Open("figure", ("class", "trend-figure"));
        html.Open("svg", ("class", "plot"), ("width", "100%"), ("height", "260"), ("role", "img"), ("aria-label", text.Format("trend.label", text.Day(points[0].AsOf), text.Day(points[^1].AsOf))));
        Grid(sheet, scale);
        Reviews(sheet, scale);
        Steps(html, scale, [.. points.Select(point => (point.AsOf, point.Exposures))], "cases-line");
        Steps(html, scale, [.. points.Select(point => (point.AsOf, point.Violations))], "violations-line");
        html.Close();
        html.Open("figcaption").Open("ul", ("class", "legend"));
        Entry("cases-line", "trend.cases");
        Entry("violations-line", "trend.violations");
        if (sheet.Model.Reviews.Count > 0)
            Entry("review-line", "trend.review");
        html.Close().Close().Close();

        void Entry(string style, string key)
        {
            html.Open("li").Open("svg", ("class", "key"), ("width", "28"), ("height", "14"), ("aria-hidden", "true"), ("focusable", "false"));
            Line(html, "0", "7", "28", "7", style);
            if (style != "review-line")
                Dot(html, "14", "7", style);
            html.Close().Text(text[key]).Close();
        }
    }

    private static void Grid(Sheet sheet, Scale scale)
    {
        var (html, text) = (sheet.Html, sheet.Text);
        foreach (var level in scale.Levels)
        {
            Line(html, Percent(0), scale.Y(level), Percent(100), scale.Y(level), level == 0 ? "axis" : "grid");
            Words(html, Percent(0), scale.Y(level), text.Number(level), "start", "-5");
        }

        Words(html, scale.X(scale.First), Percent(100), text.ShortDay(scale.First), "start", "-4");
        Words(html, scale.X(scale.Last), Percent(100), text.ShortDay(scale.Last), "end", "-4");
    }

    private static void Reviews(Sheet sheet, Scale scale)
    {
        var number = 0L;
        foreach (var review in sheet.Model.Reviews)
        {
            number++;
            if (review.Due < scale.First || review.Due > scale.Last)
                continue;
            var x = scale.X(review.Due);
            Line(sheet.Html, x, Percent(Top - 4), x, Percent(Bottom), "review-line");
            Words(sheet.Html, x, Percent(Top - 4), sheet.Text.Number(number), "middle", "-4");
        }
    }

    private static void Steps(HtmlWriter html, Scale scale, IReadOnlyList<(DateOnly Day, Figure Figure)> points, string style)
    {
        for (var index = 0; index < points.Count; index++)
        {
            var (day, figure) = points[index];
            if (!figure.HasValue)
                continue;
            var (x, y) = (scale.X(day), scale.Y(figure.Value));
            if (index + 1 < points.Count)
            {
                var next = scale.X(points[index + 1].Day);
                Line(html, x, y, next, y, style);
                if (points[index + 1].Figure is { HasValue: true } then && then.Value != figure.Value)
                    Line(html, next, y, next, scale.Y(then.Value), style);
            }

            Dot(html, x, y, style);
        }
    }

    private static void Line(HtmlWriter html, string fromX, string fromY, string toX, string toY, string style) =>
        html.Open("line", ("x1", fromX), ("y1", fromY), ("x2", toX), ("y2", toY), ("class", style)).Close();

    private static void Dot(HtmlWriter html, string x, string y, string style) =>
        html.Open("circle", ("cx", x), ("cy", y), ("r", "3.5"), ("class", "dot " + style)).Close();

    private static void Words(HtmlWriter html, string x, string y, string words, string anchor, string down) =>
        html.Element("text", words, ("x", x), ("y", y), ("dy", down), ("text-anchor", anchor));

    private static string Percent(decimal share) => share.ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private sealed class Scale
    {
        private readonly long _most;

        public Scale(IReadOnlyList<TrendPoint> points, IReadOnlyList<ReviewPoint> reviews)
        {
            First = points.Min(point => point.AsOf);
            Last = points.Max(point => point.AsOf);
            foreach (var due in reviews.Select(review => review.Due).Where(due => due < First && due.AddDays(31) >= First))
                First = due;
            var top = Math.Max(1, points.Max(point => Bars.Most([point.Exposures, point.Violations])));
            var step = Step(top);
            _most = (top + step - 1) / step * step;
            for (var level = 0L; level <= _most; level += step)
                Levels.Add(level);
        }

        public DateOnly First { get; }

        public DateOnly Last { get; }

        public List<long> Levels { get; } = [];

        public string X(DateOnly day)
        {
            var days = Math.Max(1, Last.DayNumber - First.DayNumber);
            return Percent(Left + (Right - Left) * (day.DayNumber - First.DayNumber) / days);
        }

        public string Y(long value) => Percent(Bottom - (Bottom - Top) * value / _most);

        // One, two or five times a power of ten, so that there are at most five lines.
        private static long Step(long top)
        {
            for (var ten = 1L; ; ten *= 10)
            {
                foreach (var step in new[] { ten, 2 * ten, 5 * ten })
                {
                    if (top <= step * 4)
                        return step;
                }
            }
        }
    }
}
