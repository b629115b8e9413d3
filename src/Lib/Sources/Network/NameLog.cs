using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Network;

/// <summary>Zeek's logs of names: <c>dns.log</c> (what was asked for) and <c>ssl.log</c> (which host a connection named), as tables or JSON.</summary>
internal sealed class NameLog(SourceDescriptor descriptor, string nameColumn, string serverColumn) : Shape
{
    private const int Name = 0, At = 1, Client = 2, Server = 3;

    /// <summary><c>dns.log</c>.</summary>
    public static NameLog Dns { get; } = new(SourceDescriptors.NetworkDns, "query", "none");

    /// <summary><c>ssl.log</c>.</summary>
    public static NameLog Tls { get; } = new(SourceDescriptors.NetworkTls, "servername", "idresph");

    public override SourceDescriptor Descriptor => descriptor;

    public override IReadOnlyList<string> Columns { get; } = [nameColumn, "ts", "idorigh", serverColumn];

    public override IReadOnlyList<int> Decisive { get; } = [Name, Server];

    public override bool Fits(Header header) => header.Has(nameColumn, "ts", "idorigh");

    public override bool IsOfInterest(Row row, Sink sink) => Judge(row, sink, out _, out _) is not null;

    public override string? Map(Row row, Sink sink)
    {
        var at = sink.Seen(Timestamps.FromEpoch(row.Text(At)));
        if (Judge(row, sink, out var kind, out var value) is not { } match)
            return null;
        if (row.Text(Client) is not { } client || client == "-")
            return "The line names no client.";
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = Conduct.Traffic,
            Kind = kind,
            Value = value,
            Match = match,
            ObservedAt = at,
            ClientAddress = client,
        });
        return null;
    }

    // Where a connection hides the name of its server, the server's address is all there is. The server of a name query is the resolver, which shows nothing.
    private static MatchResult? Judge(Row row, Sink sink, out IndicatorKind kind, out string value)
    {
        var name = HostEvidence.HostOf(row.Text(Name));
        value = name ?? row.Text(Server) ?? "";
        return HostEvidence.Judge(sink, value, out kind);
    }
}
