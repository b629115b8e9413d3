using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Network;

/// <summary>Global Secure Access traffic logs, as Graph lists them: who on which device reached which host.</summary>
internal sealed class AccessTraffic : Shape
{
    private const int Host = 0, Address = 1, At = 2, DeviceId = 3, UserId = 4, UserName = 5, Client = 6, Action = 7;

    public override SourceDescriptor Descriptor => SourceDescriptors.NetworkAccess;

    public override IReadOnlyList<string> Columns { get; } =
        ["destinationfqdn", "destinationip", "createddatetime", "deviceid", "userid", "userprincipalname", "sourceip", "action"];

    public override bool Fits(Header header) => header.Has("destinationfqdn", "createddatetime");

    public override string? Map(Row row, Sink sink)
    {
        var at = sink.Time(row, At);
        var target = row.Text(Host) ?? row.Text(Address);
        if (HostEvidence.Judge(sink, target, out var kind) is not { } match)
            return null;
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = Conduct.Traffic,
            Kind = kind,
            Value = target!,
            Match = match,
            ObservedAt = at,
            Device = new(EntraDeviceId: Identifiers.Guid(row.Text(DeviceId))),
            Person = Identifiers.Person(row.Text(UserId), row.Text(UserName), null),
            ClientAddress = row.Text(Client),
            Doubt = row.Text(Action)?.StartsWith("block", StringComparison.OrdinalIgnoreCase) == true ? "The request was blocked." : null,
        });
        return null;
    }
}
