using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Texts;

/// <summary>A report's text in one language. Numbers and days are formed here too, so that a report reads the same on every machine.</summary>
internal sealed class ReportText
{
    private const string Bilingual = "fr-nl";

    private static readonly string[] Known = ["en", "fr", "nl", "de"];

    private readonly ResourceManager[] _resources = [.. Files.Select(file => new ResourceManager("TikTokBan.Reports.Texts." + file, typeof(ReportText).Assembly))];
    private readonly Dictionary<string, string> _own = new(StringComparer.Ordinal);
    private readonly CultureInfo _culture;
    private readonly NumberFormatInfo _numbers;
    private readonly string[] _months;
    private readonly string[] _shortMonths;
    private readonly ConcurrentDictionary<string, string?> _found = new(StringComparer.Ordinal);

    public ReportText(string language)
    {
        if (!Known.Contains(language, StringComparer.Ordinal))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"there is no report in the language \"{language}\"; choose {string.Join(", ", Known[..^1])} or {Known[^1]}");
        Language = language;
        _culture = CultureInfo.GetCultureInfo(language);
        _months = this["months"].Split('|');
        _shortMonths = this["months.short"].Split('|');
        _numbers = new NumberFormatInfo { NumberGroupSeparator = this["number.group"], NumberDecimalDigits = 0 };
    }

    /// <summary>The files that texts stand in: of the page, of what each number counts, of what sources and evidence are called, of the tables.</summary>
    public static IReadOnlyList<string> Files { get; } = ["Report", "Figures", "Titles", "Tables"];

    /// <summary>The words that a report explains, in its order: <c>word.WORD</c> and <c>word.WORD.meaning</c>.</summary>
    /// <param name="detail">How much the report tells of whom.</param>
    public static IReadOnlyList<string> Glossary(ReportDetail detail) =>
    [
        "application", "indicator", "observation", "case", "coverage", "verdict", "confidence", "payer", "assumption", "waiver", "evidence",
        .. detail == ReportDetail.Pseudonymised ? ["pseudonym"] : Array.Empty<string>(),
    ];

    /// <summary>All languages that there are reports in.</summary>
    public static IReadOnlyList<string> Languages => Known;

    /// <summary>All editions: each language, and the bilingual one.</summary>
    public static IReadOnlyList<string> Editions { get; } = [.. Known, Bilingual];

    /// <summary>The texts of an edition: one language, or two of the bilingual one.</summary>
    public static IReadOnlyList<ReportText> Of(string edition) =>
        edition == Bilingual ? [new ReportText("fr"), new ReportText("nl")] : [new ReportText(edition)];

    public string Language { get; }

    /// <summary>The same texts but one.</summary>
    public ReportText With(string key, string words)
    {
        var texts = new ReportText(Language);
        foreach (var (own, other) in _own)
            texts._own[own] = other;
        texts._own[key] = words;
        return texts;
    }

    /// <summary>The text of a key; a key without text is an error of this program.</summary>
    public string this[string key] => Find(key) ?? throw new InvalidOperationException($"the report has no text \"{key}\"");

    /// <summary>The text of a key that a source or scan made up, or null.</summary>
    public string? Find(string key) => _own.TryGetValue(key, out var own) ? own : _found.GetOrAdd(key, Read);

    public string Format(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>The form of a text that goes with a number: <c>KEY.one</c>, <c>KEY.few</c> for under five, <c>KEY.many</c>; {0} is the number. Of one that is withheld <c>KEY.withheld</c> says what isn't told.</summary>
    public string Count(string key, Figure figure) => figure switch
    {
        { State: FigureState.Small } => Format(key + ".few", Number(Suppression.Threshold)),
        { State: FigureState.Withheld } => this[key + ".withheld"],
        { IsExact: true, Value: 1 } => Format(key + ".one", Number(1)),
        { IsExact: true, Value: 0 } => Format($"{key}.{this["plural.zero"]}", Number(0)),
        _ => Format(key + ".many", Shown(figure)),
    };

    /// <summary>A number as it stands in a table.</summary>
    public string Shown(Figure figure) => figure.State switch
    {
        FigureState.Small => "<" + Number(Suppression.Threshold),
        FigureState.Withheld => "—",
        FigureState.Rounded => "≈\u00A0" + Number(figure.Value),
        _ => Number(figure.Value),
    };

    public string Number(long value) => value.ToString("N0", _numbers);

    /// <summary>A day in words.</summary>
    public string Day(DateOnly day) => Day(day, _months);

    /// <summary>A day as it stands in a table: with a short month, as two numbers would be read in two ways.</summary>
    public string ShortDay(DateOnly day) => Day(day, _shortMonths);

    /// <summary>A moment in words, to the minute, in universal time.</summary>
    public string Time(DateTimeOffset time) =>
        Format("time", Day(DateOnly.FromDateTime(time.UtcDateTime)), time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture));

    /// <summary>A share with one decimal.</summary>
    public string Percent(long part, long whole) =>
        Format("percent", (whole == 0 ? 0 : 100m * part / whole).ToString("0.#", CultureInfo.InvariantCulture).Replace(".", this["number.decimal"], StringComparison.Ordinal));

    private string Day(DateOnly day, string[] months) =>
        Format(day.Day == 1 ? "day.first" : "day", day.Day, months[day.Month - 1], day.Year.ToString(CultureInfo.InvariantCulture));

    private string? Read(string key)
    {
        foreach (var resources in _resources)
        {
            if (resources.GetString(key, _culture) is { } text)
                return Language == "fr" ? FrenchSpacing.Set(text) : text;
        }

        return null;
    }
}
