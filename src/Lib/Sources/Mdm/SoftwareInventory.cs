using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Mdm;

/// <summary>Defender's <c>DeviceTvmSoftwareInventory</c>.</summary>
internal sealed class SoftwareInventory : Shape
{
    private const int Name = 0, Vendor = 1, Platform = 2, Version = 3, DeviceId = 4, DeviceName = 5, SeenAt = 6, EntraId = 7;

    public override SourceDescriptor Descriptor => SourceDescriptors.SoftwareInventory;

    public override IReadOnlyList<string> Columns { get; } =
        ["softwarename", "softwarevendor", "osplatform", "softwareversion", "deviceid", "devicename", "timestamp|lastseentimestamp", "aaddeviceid"];

    public override IReadOnlyList<int> Decisive { get; } = [Name, Vendor, Platform];

    public override bool Fits(Header header) => header.Has("softwarename", "deviceid|devicename");

    public override bool IsOfInterest(Row row, Sink sink) => Judge(row, sink).Outcome != MatchOutcome.NotCovered;

    public override string? Map(Row row, Sink sink)
    {
        var match = Judge(row, sink);
        if (match.Outcome == MatchOutcome.NotCovered)
            return null;
        var device = new DeviceKeys(EntraDeviceId: Identifiers.Guid(row.Text(EntraId)), DefenderId: row.Text(DeviceId)?.ToLowerInvariant(), Name: row.Text(DeviceName));
        if (device.IsEmpty)
            return "The row names software and no device.";
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = Conduct.Installed,
            Kind = IndicatorKind.Name,
            Value = row.Text(Name)!,
            Match = match,
            ObservedAt = sink.Time(row, SeenAt),
            Version = row.Text(Version),
            Device = device,
        });
        return null;
    }

    // Names come in lower case with underscores for blanks.
    private static MatchResult Judge(Row row, Sink sink) => sink.Matcher.MatchApplication(
        Spaced(row.Text(Name)), Spaced(row.Text(Vendor)), PlatformWords.Normal(row.Text(Platform)));

    private static string? Spaced(string? text) => text?.Replace('_', ' ');
}
