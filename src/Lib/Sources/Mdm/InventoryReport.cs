using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Mdm;

/// <summary>Intune's raw list of applications: <c>AppInvRawData</c>, its by-device and by-application forms, and the older raw reports of discovered and detected apps.</summary>
internal sealed class InventoryReport : Shape
{
    private const int Name = 0, Publisher = 1, Platform = 2, Version = 3, ShortVersion = 4, DeviceId = 5, DeviceName = 6, UserId = 7, Mail = 8, UserName = 9;

    public override SourceDescriptor Descriptor => SourceDescriptors.MdmInventory;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "applicationname|appname", "applicationpublisher|publisher", "platform|osplatform", "applicationversion|appversion",
        "applicationshortversion", "deviceid|manageddeviceid", "devicename", "userid", "emailaddress|email", "username|userprincipalname|upn",
    ];

    public override IReadOnlyList<int> Decisive { get; } = [Name, Publisher, Platform];

    public override bool Fits(Header header) =>
        header.Entity == "appinvrawdata"
        || (header.Has("applicationname|appname", "deviceid|manageddeviceid")
            && header.HasAny("applicationkey", "applicationversion", "appversion", "applicationpublisher", "applicationid")
            && !header.HasAny("installstate", "appinstallstate", "devicecount"));

    public override bool IsOfInterest(Row row, Sink sink) => Judge(row, sink).Outcome != MatchOutcome.NotCovered;

    public override string? Map(Row row, Sink sink)
    {
        var match = Judge(row, sink);
        if (match.Outcome == MatchOutcome.NotCovered)
            return null;
        var device = new DeviceKeys(IntuneId: Identifiers.Guid(row.Text(DeviceId)), Name: row.Text(DeviceName));
        if (device.IsEmpty)
            return "The row names an application and no device.";
        var platform = PlatformWords.Normal(row.Text(Platform));
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = Conduct.Installed,
            Kind = IndicatorKind.Name,
            Value = row.Text(Name) ?? row.Text(Publisher)!,
            Match = match,
            Version = row.Text(Version) ?? row.Text(ShortVersion),
            Device = device,
            Person = Identifiers.Person(row.Text(UserId), row.Text(UserName), row.Text(Mail)),
            Doubt = platform == "macos" ? "On macOS the inventory also lists links to applications in cloud folders." : null,
        });
        return null;
    }

    private static MatchResult Judge(Row row, Sink sink) =>
        sink.Matcher.MatchApplication(row.Text(Name), row.Text(Publisher), PlatformWords.Normal(row.Text(Platform)));
}
