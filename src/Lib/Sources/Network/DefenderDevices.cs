using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Network;

/// <summary>Defender's <c>DeviceInfo</c>: which device of the directory a device of Defender is. Its events know a device by Defender's id alone.</summary>
internal sealed class DefenderDevices : Shape
{
    private const int Id = 0, EntraId = 1, Name = 2, System = 3, Version = 4, At = 5;

    public override SourceDescriptor Descriptor => SourceDescriptors.NetworkDevices;

    public override IReadOnlyList<string> Columns { get; } = ["deviceid", "aaddeviceid", "devicename", "osplatform", "osversion", "timestamp"];

    public override bool Fits(Header header) =>
        header.Has("deviceid", "aaddeviceid", "devicename", "osplatform")
        && !header.HasAny("softwarename", "remoteurl", "remoteip", "processcommandline", "registrykey", "filename");

    public override string? Map(Row row, Sink sink)
    {
        sink.Time(row, At);
        if (row.Text(Id) is not { } id)
            return "The device has no id.";

        // One that the directory doesn't know can be joined to nothing; its events bring its name themselves.
        if (Identifiers.Guid(row.Text(EntraId)) is not { } entra)
            return null;
        sink.Add(new DeviceRecord
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Keys = new(EntraDeviceId: entra, DefenderId: id.ToLowerInvariant(), Name: row.Text(Name)),
            Platform = PlatformWords.Normal(row.Text(System)),
            OsVersion = sink.Shared(row.Text(Version)),
            Type = PlatformWords.TypeOf(PlatformWords.Normal(row.Text(System)), null),

            // No time of contact: of two descriptions the later is believed, and the directory's and the MDM's say more.
        });
        return null;
    }
}
