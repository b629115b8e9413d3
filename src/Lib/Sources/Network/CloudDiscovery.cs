using System.Globalization;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Network;

/// <summary>Applications that cloud discovery found in uploaded logs, counted, and where they are named the people and devices that reached them.</summary>
internal sealed class CloudDiscovery : Shape
{
    private const int Name = 0, Domains = 1, At = 2, Devices = 3, User = 4, Device = 5;

    public override SourceDescriptor Descriptor => SourceDescriptors.NetworkCloudDiscovery;

    public override IReadOnlyList<string> Columns { get; } = ["displayname", "domains", "lastseendatetime", "devicecount", "useridentifier", "devicename"];

    public override bool Fits(Header header) => header.Has("displayname", "domains") && header.HasAny("transactioncount", "usercount", "devicecount", "useridentifier");

    public override string? Map(Row row, Sink sink)
    {
        long devices = 0;
        if (row.Text(Devices) is { } count && !long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out devices))
            return "The number of devices is no whole number.";
        var at = sink.Time(row, At);
        if (Judge(row, sink, out var kind, out var value) is not { } match)
            return null;
        var person = Identifiers.Person(null, row.Text(User), null);
        var device = new DeviceKeys(Name: row.Text(Device));

        // A pseudonym is nobody's name.
        if (person.IsEmpty && device.IsEmpty)
        {
            if (row.Text(User) is null)
                sink.Add(new ApplicationCountRecord { Reference = sink.Reference(row), Name = row.Text(Name) ?? value, Devices = devices, Match = match });
            return null;
        }

        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = Conduct.Traffic,
            Kind = kind,
            Value = value,
            Match = match,
            ObservedAt = at,
            Device = device,
            Person = person,
        });
        return null;
    }

    private static MatchResult? Judge(Row row, Sink sink, out IndicatorKind kind, out string value)
    {
        foreach (var domain in Words.List(row.Text(Domains)))
        {
            value = domain.TrimStart('*', '.');
            if (HostEvidence.Judge(sink, value, out kind) is { } byHost)
                return byHost;
        }

        (kind, value) = (IndicatorKind.Name, row.Text(Name) ?? "");
        return sink.Matcher.MatchApplication(row.Text(Name), null, null) is { Outcome: not MatchOutcome.NotCovered } byName ? byName : null;
    }
}
