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

    private static MatchResult? Judge(Row row, Sink sink) => PrincipalEvidence.Judge(
        sink.Matcher,
        [.. Words.List(row.Text(Replies)), row.Text(Homepage), row.Text(Login)],
        [row.Text(Verified), row.Text(Publisher)],
        [row.Text(Name), row.Text(AppName)]);
}
