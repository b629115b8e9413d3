using System.Text.Json;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;

namespace TikTokBan.Sources.Mdm;

/// <summary>
/// Which devices break a list of restricted applications, with that list: all that is to be known of personal iPhones. The
/// service looks at their inventory for it, keeps none, and doesn't say which of the list it found.
/// </summary>
internal sealed class RestrictedApplications : Shape
{
    private const int DeviceId = 0, DeviceName = 1, State = 2, UserId = 3, UserName = 4, Mail = 5, Platform = 6, List = 7;

    public override SourceDescriptor Descriptor => SourceDescriptors.MdmRestrictedApps;

    public override IReadOnlyList<string> Columns { get; } =
        ["deviceid", "devicename", "state", "userid", "userprincipalname|username", "useremail", "platformtype", "restrictedapps"];

    public override bool Fits(Header header) => header.Entity == "restrictedapps" || header.Has("restrictedapps", "deviceid", "state");

    public override string? Map(Row row, Sink sink)
    {
        if (!string.Equals(row.Text(State), "nonCompliant", StringComparison.OrdinalIgnoreCase))
            return null;
        var device = new DeviceKeys(IntuneId: Identifiers.Guid(row.Text(DeviceId)), Name: row.Text(DeviceName));
        if (device.IsEmpty)
            return "The state names no device.";
        if (!row.TryItems(List, out var items))
            return "The state comes without the list of restricted applications.";
        foreach (var (kind, value, match, doubt) in Covered(items, PlatformWords.Normal(row.Text(Platform)), sink.Matcher))
        {
            sink.Add(new Observation
            {
                Reference = sink.Reference(row),
                Source = Descriptor.Id,
                Conduct = Conduct.Installed,
                Kind = kind,
                Value = value,
                Match = match,
                Device = device,
                Person = Identifiers.Person(row.Text(UserId), row.Text(UserName), row.Text(Mail)),
                Doubt = doubt,
            });
        }

        return null;
    }

    private static IEnumerable<(IndicatorKind Kind, string Value, MatchResult Match, string? Doubt)> Covered(JsonElement items, string? platform, IValueMatcher matcher)
    {
        var all = items.EnumerateArray().Select(item => Judge(item, platform, matcher)).ToList();
        var covered = all.Where(one => one.Match.Outcome != MatchOutcome.NotCovered).DistinctBy(one => one.Match.Application ?? one.Value).ToList();

        // One application under several ids is still one application.
        if (covered is [var only] && all.TrueForAll(one => one.Match.Outcome != MatchOutcome.NotCovered))
            return [(only.Kind, only.Value, only.Match, "It is the state of a compliance setting; no inventory of the device is shown.")];
        return covered.Select(one => (
            one.Kind,
            one.Value,
            one.Match with { Outcome = MatchOutcome.Review, Reason = "It is one of several restricted applications, and Intune does not say which of them it found." },
            (string?)null));
    }

    private static (IndicatorKind Kind, string Value, MatchResult Match) Judge(JsonElement item, string? platform, IValueMatcher matcher)
    {
        var (id, store, name) = (JsonText.Of(item, "appId"), JsonText.Of(item, "appStoreUrl"), JsonText.Of(item, "name"));
        var idKind = platform == "android" ? IndicatorKind.Package : IndicatorKind.Bundle;
        if (id is not null && matcher.Match(idKind, id) is { Outcome: not MatchOutcome.NotCovered } byId)
            return (idKind, id, byId);
        if (store is not null && matcher.Match(IndicatorKind.Url, store) is { Outcome: not MatchOutcome.NotCovered } byStore)
            return (IndicatorKind.Url, store, byStore);

        // An id that is another's outweighs a name that sounds like ours.
        return id is null || name is null
            ? (IndicatorKind.Name, name ?? id ?? "", matcher.MatchApplication(name, JsonText.Of(item, "publisher"), platform))
            : (idKind, id, matcher.Match(idKind, id));
    }
}
