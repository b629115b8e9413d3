using TikTokBan.Directives;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Delimited;

namespace TikTokBan.Sources.Network;

/// <summary>Squid's <c>access.log</c> in its own format: seconds, milliseconds, client, result, bytes, method, address, user, peer, type.</summary>
internal sealed class ProxyLog : Shape
{
    private const int Line = 0;
    private const int Client = 2, Result = 3, Target = 6, User = 7;

    public override SourceDescriptor Descriptor => SourceDescriptors.NetworkProxy;

    public override IReadOnlyList<string> Columns { get; } = [Header.Normal(LogHeader.SquidLine)];

    public override bool Fits(Header header) => header.Names is [LogHeader.SquidLine];

    public override string? Map(Row row, Sink sink)
    {
        // Columns are padded with blanks, so they are counted in words.
        var words = row.Text(Line)!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 9 || Timestamps.FromEpoch(words[0]) is not { } at)
            return "The line is not one of Squid's own log format; set logformat squid, or export the log again.";
        sink.Seen(at);
        if (HostEvidence.Judge(sink, words[Target], out var kind) is not { } match)
            return null;
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = Conduct.Traffic,
            Kind = kind,
            Value = HostEvidence.HostOf(words[Target])!,
            Match = match,
            ObservedAt = at,
            ClientAddress = words[Client],
            Person = new(UserPrincipalName: Identifiers.Address(words[User])),
            Doubt = words[Result].Contains("DENIED", StringComparison.Ordinal) ? "The proxy refused the request." : null,
        });
        return null;
    }
}
