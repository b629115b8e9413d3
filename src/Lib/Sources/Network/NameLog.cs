using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Network;

/// <summary>Zeek's logs of names: <c>dns.log</c> (what was asked for) and <c>ssl.log</c> (which host a connection named), as tables or JSON.</summary>
internal sealed class NameLog(SourceDescriptor descriptor, string nameColumn, string[] marks) : Shape
{
    private const int Name = 0, At = 1, Client = 2;

    /// <summary><c>dns.log</c>.</summary>
    public static NameLog Dns { get; } = new(SourceDescriptors.NetworkDns, "query", ["idorigh"]);

    /// <summary><c>ssl.log</c>.</summary>
    public static NameLog Tls { get; } = new(SourceDescriptors.NetworkTls, "servername", ["idorigh"]);

    public override SourceDescriptor Descriptor => descriptor;

    public override IReadOnlyList<string> Columns { get; } = [nameColumn, "ts", "idorigh"];

    public override IReadOnlyList<int> Decisive { get; } = [Name];

    public override bool Fits(Header header) => header.Has(nameColumn, "ts") && header.Has(marks);

    public override bool IsOfInterest(Row row, Sink sink) => HostEvidence.Judge(sink, row.Text(Name), out _) is not null;

    public override string? Map(Row row, Sink sink)
    {
        if (HostEvidence.Judge(sink, row.Text(Name), out var kind) is not { } match)
            return null;
        if (row.Text(Client) is not { } client || client == "-")
            return "The line names no client.";
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = Conduct.Traffic,
            Kind = kind,
            Value = row.Text(Name)!,
            Match = match,
            ObservedAt = sink.Seen(Timestamps.FromEpoch(row.Text(At))),
            ClientAddress = client,
        });
        return null;
    }
}
