using TikTokBan.Catalogue;
using TikTokBan.Removal.Blocks.Selecting;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>By what names a control can mean an application: only what the catalogue has confirmed.</summary>
internal sealed class AppIdentifiers(CoveredCatalogue catalogue)
{
    private readonly Dictionary<(string, string), IReadOnlyList<string>> _known = [];

    private readonly DomainsOfOthers _others = new([.. catalogue.Excluded.Where(one => one.Kind is IndicatorKind.Domain).Select(one => one.Canonical)]);

    public string NameOf(string application, string language) => catalogue.Find(application)?.Name(language) ?? application;

    public string PublisherOf(string application) => catalogue.Find(application)?.Vendor ?? "";

    public IReadOnlyList<string> Of(string application, Control control)
    {
        var kind = control.Kind == ActionKinds.ImportIndicators ? "domain" : control.Platforms[0];
        if (!_known.TryGetValue((application, kind), out var found))
            _known[(application, kind)] = found = Find(application, kind);
        return found;
    }

    private List<string> Find(string application, string kind)
    {
        if (catalogue.Find(application) is not { } known)
            return [];
        return
        [
            .. known.Indicators.Concat(catalogue.Shared.Where(one => one.Application == application))
                .Where(one => one.Confirmed && one.Outcome == known.Outcome && Fits(one, kind, known))
                .Select(one => one.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
    }

    private bool Fits(CoveredIndicator one, string kind, CoveredApplication application) => kind switch
    {
        "domain" => one.Kind == IndicatorKind.Domain && one.Class == application.Class && one.ConfirmedBy > 1 && one.Role is null or "service" && _others.UsedBy(one.Canonical) is null,
        "android" => one.Kind == IndicatorKind.Package && one.Platform is null or "android",
        // Intune takes packages of the store alone; their product ids have twelve letters and digits.
        "windows" => one is { Kind: IndicatorKind.Winget, Value.Length: 12 } && one.Value.All(letter => char.IsAsciiDigit(letter) || char.IsAsciiLetterUpper(letter)),
        // The Mac gets the listing of the App Store, with the same bundle.
        _ => one.Kind == IndicatorKind.Bundle && one.Platform is null or "ios" or "macos",
    };
}
