using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Directory;

/// <summary>Sign-ins to applications of the directory: Graph's <c>signIns</c> and the portal's downloads.</summary>
internal sealed class SignIns : Shape
{
    private const int AppId = 0, AppName = 1, UserId = 2, UserName = 3, At = 4, DeviceId = 5, Address = 6, Error = 7, Status = 8;

    public override SourceDescriptor Descriptor => SourceDescriptors.DirectorySignIns;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "appid|applicationid", "appdisplayname|application", "userid", "userprincipalname|username", "createddatetime|dateutc|date", "devicedetaildeviceid|deviceid", "ipaddress",
        "statuserrorcode|signinerrorcode|errorcode", "status",
    ];

    public override bool NeedsApplications => true;

    public override bool Fits(Header header) =>
        header.Entity is "signins" or "signin"
        || (header.Has("appdisplayname|application", "userprincipalname|username", "createddatetime|dateutc|date") && header.HasAny("ipaddress", "clientapp", "clientappused"));

    public override string? Map(Row row, Sink sink)
    {
        var at = sink.Time(row, At);
        if (Judge(row, sink) is not { } match || Failed(row))
            return null;
        var person = Identifiers.Person(row.Text(UserId), row.Text(UserName), null);
        if (person.IsEmpty)
            return "The sign-in names nobody.";
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = Conduct.Account,
            Kind = IndicatorKind.Name,
            Value = row.Text(AppName) ?? row.Text(AppId)!,
            Match = match,
            ObservedAt = at,
            Device = new(EntraDeviceId: Identifiers.Guid(row.Text(DeviceId))),
            Person = person,
            ClientAddress = row.Text(Address),
        });
        return null;
    }

    private static MatchResult? Judge(Row row, Sink sink)
    {
        if (sink.Applications.Find(Identifiers.Guid(row.Text(AppId))) is { } application)
            return application.Match;
        return row.Text(AppName) is { } name && sink.Matcher.Match(IndicatorKind.Name, name) is { Outcome: not MatchOutcome.NotCovered } match
            ? PrincipalEvidence.NameAlone(match)
            : null;
    }

    private static bool Failed(Row row) => row.Text(Error) is { } code ? code != "0" : row.Text(Status)?.ToLowerInvariant() is "failure" or "interrupted";
}
