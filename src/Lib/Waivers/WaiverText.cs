using System.Globalization;
using System.Resources;
using TikTokBan.Directives;

namespace TikTokBan.Waivers;

/// <summary>The sentences of a waiver's test, in one language. Names of facts and of their values are the judge's own.</summary>
internal sealed class WaiverText
{
    private static readonly ResourceManager Texts = new("TikTokBan.Waivers.Texts.WaiverText", typeof(WaiverText).Assembly);

    private readonly CultureInfo _culture;
    private readonly JudgementText _judge;

    /// <param name="language">Such as <c>fr</c> or <c>fr-BE</c>; a language without texts gets the English ones.</param>
    public WaiverText(string language)
    {
        Language = language.Split('-')[0];
        _culture = LocalText.Languages.Contains(Language) ? CultureInfo.GetCultureInfo(Language) : CultureInfo.InvariantCulture;
        _judge = new JudgementText(language);
    }

    public string Language { get; }

    public string Satisfies(string exception, string basis) => Format(nameof(Satisfies), exception, basis);

    public string Lacks(string exception, string lack) => Format(nameof(Lacks), exception, lack);

    public string KnowsNoException(string directive) => Format(nameof(KnowsNoException), directive);

    public string NothingToExcept(string directive) => Format(nameof(NothingToExcept), directive);

    public string NotInForce(string directive, DateOnly day) => Format(nameof(NotInForce), directive, Day(day));

    public string ApplicationDisputed(string directive, string application) => Format(nameof(ApplicationDisputed), directive, application);

    public string ApplicationOutside(string directive, string application) => Format(nameof(ApplicationOutside), directive, application);

    public string Revoked(DateOnly day, string by, string why) => Format(nameof(Revoked), Day(day), by, why);

    public string NotBegun(DateOnly day) => Format(nameof(NotBegun), Day(day));

    public string WithoutExpiry() => Format(nameof(WithoutExpiry));

    public string Expired(DateOnly day) => Format(nameof(Expired), Day(day));

    public string Lacked(Fact fact, IReadOnlyList<string> wanted, string? actual) => Format(
        nameof(Lacked),
        _judge.Label(fact),
        wanted.Count == 0 ? _judge.Value("empty") : string.Join(Format("Or"), wanted.Select(_judge.Value)),
        _judge.Value(actual ?? "unknown"));

    private static string Day(DateOnly day) => JudgementText.Day(day);

    private string Format(string key, params object[] values) => string.Format(
        CultureInfo.InvariantCulture,
        Texts.GetString(key, _culture) ?? throw new MissingManifestResourceException($"no text for {key}"),
        values);
}
