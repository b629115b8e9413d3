using System.Globalization;
using System.Resources;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Rollup;

/// <summary>The national report's text in one language; what it shares with the report of one authority comes from there.</summary>
internal sealed class RollupText(string language)
{
    private readonly ResourceManager _resources = new("TikTokBan.Reports.Rollup.Texts.RollupText", typeof(RollupText).Assembly);
    private readonly CultureInfo _culture = CultureInfo.GetCultureInfo(language);

    /// <summary>The texts of a single report.</summary>
    public ReportText Report { get; } = new(language);

    public string this[string key] => _resources.GetString(key, _culture) ?? throw new InvalidOperationException($"the national report has no text \"{key}\"");

    public string Format(string key, params object[] values) => string.Format(CultureInfo.InvariantCulture, this[key], values);

    /// <summary>The form of a text that goes with a number: <c>KEY.one</c> or <c>KEY.many</c>.</summary>
    public string Count(string key, long number, params object[] values) =>
        Format($"{key}.{(number == 1 ? "one" : number == 0 ? Report["plural.zero"] : "many")}", values);

    /// <summary>So many authorities.</summary>
    public string Authorities(long number) => Count("authorities", number, Report.Number(number));

    /// <summary>A total in a sentence.</summary>
    public string InWords(Interval number) => number switch
    {
        { IsExact: true } => Report.Number(number.Low),
        { High: { } high } => Format("between", Report.Number(number.Low), Report.Number(high)),
        _ => Format("at-least", Report.Number(number.Low)),
    };

    /// <summary>A total in a table.</summary>
    public string Shown(Interval number) => number switch
    {
        { IsExact: true } => Report.Number(number.Low),
        { High: { } high } => $"{Report.Number(number.Low)} – {Report.Number(high)}",
        _ => "≥\u00A0" + Report.Number(number.Low),
    };
}
