using System.Globalization;
using System.Resources;
using TikTokBan.Authorities;
using TikTokBan.Directives;

namespace TikTokBan.Reports.Texts;

/// <summary>Every sentence that the judge and the scan say of a case.</summary>
internal static class JudgementSentences
{
    private static readonly ResourceManager ScanTexts = new("TikTokBan.Exposures.Texts.ScanText", typeof(JudgementSentences).Assembly);

    /// <summary>The sentences, those about a directive only where it is at hand.</summary>
    public static IReadOnlyList<SentenceTemplate> Of(Directive? directive, AuthorityProfile? profile)
    {
        LocalText[] titles = directive is null ? [] : [directive.Titles];
        LocalText[] instruments = directive is null ? [] : [directive.Instrument, .. directive.Periods.Select(period => period.Instrument)];
        var (title, day, unknown) = (Slot.Of(titles), Slot.Day, Value("unknown"));
        var assumption = Slot.Of((profile?.Assumptions ?? []).Select(one => one.Text));
        return
        [
            Judged("InForce", day, title, Slot.Of(instruments)),
            Judged("NotYetInForce", day, title, day), Judged("NoLongerInForce", day, title, day), Judged("BetweenPeriods", day, title), Judged("NeverInForce", day, title),
            .. FactTable.All.Select(fact => Judged("Fact", Label(fact), ValueOf(fact))),
            .. FactTable.All.Select(fact => Judged("Missing", Label(fact), Slot.Same(System.Text.RegularExpressions.Regex.Escape(FactTable.Path(fact))))),
            .. (directive?.Rules ?? []).Select(rule => Judged("Rule", Slot.Same(System.Text.RegularExpressions.Regex.Escape(rule.Id)), Slot.Of(rule.Text))),
            .. (directive?.Exceptions ?? []).Select(exception => Judged(
                "Exception",
                Value([.. FactTable.Values(Fact.WaiverKind), "unknown"]), Value([.. FactTable.Values(Fact.WaiverApprover), "unknown"]), day.Or(unknown), Slot.Of(exception.Text))),
            Judged("Deadline", day),
            Judged("Otherwise", title), Judged("WaiverUnlisted", title), Judged("AccountOnly"), Judged("WaiverUnmet"), Judged("WaiverExpired", day), Judged("InstalledLater", day, day),
            Judged("ApplicationNotCovered", title, Slot.Code, Slot.Code), Judged("ApplicationUnknown", title, Slot.Code), Judged("ApplicationDisputed", title, Slot.Code, unknown.Or(Slot.Code)),
            Judged("PopulationOutside", title, Slot.Codes),
            Judged("SameVerdict", Slot.Codes),
            Judged("Depends", Slot.Several((key, language) => Word("Verdict." + key, language), Enum.GetNames<Verdict>())),
            Scanned("NeedsSecondSignal", Scan("Verdict_", Enum.GetNames<Verdict>()), Scan("Conduct_", Enum.GetNames<Conduct>())),
            Scanned("WaiverDoesNotHold", Slot.Code),
            Scanned("RegisterDisagrees", Slot.Code),
            Scanned("Assumed", assumption),
        ];
    }

    /// <summary>A declared assumption in the words of a scan whose profile is not at hand: only what introduces it can be told in another language.</summary>
    public static SentenceTemplate AnyAssumption => Scanned("Assumed", Slot.Same(".*"));

    /// <summary>What stands before and after the populations where a sentence says to which a person belongs.</summary>
    public static (string Beginning, string End) Populations(string language)
    {
        var parts = string.Format(CultureInfo.InvariantCulture, Word("Sentence.Fact", language), Word("Fact." + FactTable.Path(Fact.Population), language), '\n').Split('\n');
        return (parts[0], parts[1]);
    }

    private static SentenceTemplate Judged(string key, params Slot[] slots) => new(language => Word("Sentence." + key, language), slots);

    private static SentenceTemplate Scanned(string key, params Slot[] slots) => new(language => Get(ScanTexts, key, language), slots);

    private static Slot Scan(string prefix, string[] keys) => Slot.Of((key, language) => Get(ScanTexts, prefix + key, language), keys);

    private static Slot Label(Fact fact) => Slot.Of(Word, "Fact." + FactTable.Path(fact));

    private static Slot Value(params IReadOnlyList<string> keys) => Slot.Of((key, language) => Word("Value." + key, language), keys);

    private static Slot ValueOf(Fact fact) => fact switch
    {
        Fact.Application => Slot.Same(@"\S+(?: \(\S+\))?"),
        Fact.Population => Value("empty").Or(Slot.Codes),
        Fact.InstalledSince or Fact.WaiverExpires or Fact.Date => Slot.Day,
        Fact.Holds => Value("nothing").Or(Slot.Several((key, language) => Word("Value." + key, language), FactTable.Values(fact))),
        _ => Value(FactTable.Values(fact)),
    };

    private static string Word(string key, string language) => Get(JudgementText.Resources, key, language);

    private static string Get(ResourceManager resources, string key, string language) =>
        resources.GetString(key, CultureInfo.GetCultureInfo(language)) ?? throw new InvalidOperationException($"There is no text '{key}'.");
}
