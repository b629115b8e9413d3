using TikTokBan.Catalogue;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Directory;

/// <summary>Graph's <c>servicePrincipals</c> and the portal's list of enterprise applications. Only those that the catalogue means are passed on.</summary>
internal sealed class ServicePrincipals : Shape
{
    private const int Id = 0, AppId = 1, Name = 2, AppName = 3, Publisher = 4, Verified = 5, Replies = 6, Homepage = 7, Login = 8, Enabled = 9;

    public override SourceDescriptor Descriptor => SourceDescriptors.DirectoryServicePrincipals;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "id|objectid", "appid|applicationid", "displayname|name", "appdisplayname", "publishername|publisher", "verifiedpublisherdisplayname", "replyurls", "homepage|homepageurl",
        "loginurl", "accountenabled",
    ];

    public override bool Fits(Header header) =>
        header.Entity is "serviceprincipals" or "serviceprincipal"
        || (header.Has("displayname|name")
            && header.HasAny("serviceprincipaltype", "replyurls", "serviceprincipalnames", "appownerorganizationid", "verifiedpublisherdisplayname", "verifiedpublisher")
            && !header.HasAny("deviceid", "userprincipalname", "consenttype"));

    public override string? Map(Row row, Sink sink)
    {
        var match = Judge(row, sink);
        if (match is null)
            return null;
        sink.Add(new ServicePrincipalRecord
        {
            Reference = sink.Reference(row),
            ObjectId = Identifiers.Guid(row.Text(Id)),
            AppId = Identifiers.Guid(row.Text(AppId)),
            DisplayName = row.Text(Name),
            Enabled = Words.YesNo(row.Text(Enabled)),
            Match = match,
        });
        return null;
    }

    // A reply address is where tokens go, so it counts most. A publisher's name was verified by Microsoft or given by the tenant it comes from.
    // A display name is anybody's choice.
    private static MatchResult? Judge(Row row, Sink sink)
    {
        var byAddress = ByAddress(row, sink);
        if (byAddress is { Outcome: MatchOutcome.Covered })
            return byAddress;
        foreach (var publisher in new[] { row.Text(Verified), row.Text(Publisher) })
        {
            if (publisher is not null && sink.Matcher.Match(IndicatorKind.Publisher, publisher) is { Outcome: not MatchOutcome.NotCovered } byPublisher)
                return byPublisher;
        }

        if (byAddress is not null)
            return byAddress;
        foreach (var name in new[] { row.Text(Name), row.Text(AppName) })
        {
            if (name is not null && sink.Matcher.Match(IndicatorKind.Name, name) is { Outcome: not MatchOutcome.NotCovered } byName)
                return NameAlone(byName);
        }

        return null;
    }

    // One address that is covered counts more than others that only look like one.
    private static MatchResult? ByAddress(Row row, Sink sink)
    {
        MatchResult? posing = null;
        foreach (var address in Words.List(row.Text(Replies)).Append(row.Text(Homepage)).Append(row.Text(Login)))
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Host.Length == 0)
                continue;
            var match = sink.Matcher.Match(IndicatorKind.Domain, uri.IdnHost);
            if (match.Outcome == MatchOutcome.Covered)
                return match;
            posing ??= match.Outcome == MatchOutcome.Suspicious ? match : null;
        }

        return posing;
    }

    /// <summary>A name that anybody may choose confirms nothing.</summary>
    public static MatchResult NameAlone(MatchResult match) => match.Outcome == MatchOutcome.Covered
        ? match with { Outcome = MatchOutcome.Review, Reason = "Only the display name matches, and anybody may choose that." }
        : match;
}
