using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Reading;

/// <summary>Joins what was read: how well each indicator is confirmed, what it therefore means, and which application has it.</summary>
internal static class CatalogueAssembly
{
    public static CatalogueParts Assemble(CatalogueDraft draft, string version)
    {
        var byApplication = draft.Indicators.ToLookup(indicator => indicator.Application, StringComparer.Ordinal);
        CheckPublishers(draft);
        var applications = draft.Applications.Values
            .OrderBy(application => application.Id, StringComparer.Ordinal)
            .Select(application => Application(application, [.. byApplication[application.Id]], draft))
            .ToList();
        if (applications.Count == 0)
            throw new UnusableInputException(InputProblem.CatalogueUnusable, "the catalogue holds no application", draft.Manifest?.Path);
        return new CatalogueParts(
            version,
            applications,
            [.. byApplication[null].Select(indicator => Indicator(indicator, draft, Confirmed(indicator, draft), draft.Classes[indicator.Class].Outcome))],
            [.. draft.Excluded.Select(excluded => new ExcludedValue(excluded.Kind, excluded.Value, excluded.Why, Location(excluded.At)) { Canonical = excluded.Canonical })],
            draft.Classes,
            draft.Sources,
            draft.Words);
    }

    private static CoveredApplication Application(ApplicationDraft application, List<IndicatorDraft> indicators, CatalogueDraft draft)
    {
        var outcome = application.Outcome ?? draft.Classes[application.Class].Outcome;

        // A title is as certain as the best confirmed thing known about its application: nothing counts titles themselves.
        var ids = indicators.Where(indicator => indicator.Kind is not IndicatorKind.Name || indicator.ConfirmedBy > 0).ToList();
        var confirmed = ids.Any(indicator => Confirmed(indicator, draft));
        var by = ids.Count == 0 ? 0 : ids.Max(indicator => indicator.ConfirmedBy);
        return new CoveredApplication
        {
            Id = application.Id,
            Names = application.Names,
            Titles = application.Titles,
            Class = application.Class,
            Outcome = outcome,
            Vendor = application.Vendor,
            Origin = application.Origin,
            Category = application.Category,
            Publishers = application.Publishers,
            Note = application.Note,
            Location = Location(application.At),
            Indicators = [.. indicators.Select(indicator => indicator.Kind is IndicatorKind.Name
                ? Indicator(indicator with { ConfirmedBy = Math.Max(by, indicator.ConfirmedBy) }, draft, confirmed, outcome)
                : Indicator(indicator, draft, Confirmed(indicator, draft), outcome))],
        };
    }

    private static CoveredIndicator Indicator(IndicatorDraft indicator, CatalogueDraft draft, bool confirmed, MatchOutcome most)
    {
        var outcome = Milder(indicator.Outcome ?? most, most);
        if (outcome is MatchOutcome.Covered && (!confirmed || indicator.Kind is IndicatorKind.Publisher || IndicatorText.IsNamespace(indicator.Canonical)))
            outcome = MatchOutcome.Review;
        return new CoveredIndicator
        {
            Kind = indicator.Kind,
            Value = indicator.Value,
            Canonical = indicator.Canonical,
            Application = indicator.Application,
            Class = indicator.Class,
            Platform = indicator.Platform,
            Role = indicator.Role,
            ConfirmedBy = indicator.ConfirmedBy,
            Sources = indicator.Sources,
            Confirmed = confirmed,
            Outcome = outcome,
            Ambiguous = indicator.Ambiguous,
            Note = indicator.Note,
            Location = Location(indicator.At),
        };
    }

    private static bool Confirmed(IndicatorDraft indicator, CatalogueDraft draft) =>
        indicator.ConfirmedBy >= 2 || (indicator.ConfirmedBy == 1 && indicator.Sources.Any(source => draft.Sources[source].Tier is "first-party"));

    private static MatchOutcome Milder(MatchOutcome one, MatchOutcome other) => one < other ? one : other;

    private static string Location(Yaml.YamlNode node) => $"{Path.GetFileName(node.Path)}:{node.Line}";

    /// <summary>An application's publishers are names that the matcher knows, or the list would promise what nothing does.</summary>
    private static void CheckPublishers(CatalogueDraft draft)
    {
        var known = draft.Indicators.Where(indicator => indicator.Kind is IndicatorKind.Publisher).Select(indicator => indicator.Canonical).ToHashSet(StringComparer.Ordinal);
        foreach (var application in draft.Applications.Values)
        {
            foreach (var publisher in application.Publishers)
            {
                if (!known.Contains(PublisherText.Fold(publisher)))
                    throw application.At.Error($"the publisher '{publisher}' of '{application.Id}' is not listed; add an indicator of kind publisher");
            }
        }
    }
}
