using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Network;

/// <summary>Defender's <c>CloudAppEvents</c>: what people did in a cloud application that is connected to it.</summary>
internal sealed class CloudAppEvents : Shape
{
    private const int Application = 0, At = 1, UserId = 2, UserName = 3, Address = 4;

    public override SourceDescriptor Descriptor => SourceDescriptors.NetworkCloudApps;

    public override IReadOnlyList<string> Columns { get; } = ["application", "timestamp", "accountobjectid", "accountupn|accountid", "ipaddress"];

    public override IReadOnlyList<int> Decisive { get; } = [Application];

    public override bool Fits(Header header) => header.Has("application", "timestamp", "actiontype") && header.HasAny("accountobjectid", "accountid", "accountupn");

    public override bool IsOfInterest(Row row, Sink sink) => Judge(row, sink).Outcome != MatchOutcome.NotCovered;

    public override string? Map(Row row, Sink sink)
    {
        var at = sink.Time(row, At);
        var match = Judge(row, sink);
        if (match.Outcome == MatchOutcome.NotCovered)
            return null;
        var person = Identifiers.Person(row.Text(UserId), row.Text(UserName), null);
        if (person.IsEmpty)
            return "The event names nobody.";
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = Conduct.Used,
            Kind = IndicatorKind.Name,
            Value = row.Text(Application)!,
            Match = match,
            ObservedAt = at,
            Person = person,
            ClientAddress = row.Text(Address),
        });
        return null;
    }

    private static MatchResult Judge(Row row, Sink sink) => sink.Matcher.MatchApplication(row.Text(Application), null, null);
}
