using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Network;

/// <summary>Defender's <c>UrlClickEvents</c>: links in mail, Teams and documents that a person followed.</summary>
internal sealed class UrlClicks : Shape
{
    private const int Url = 0, At = 1, Action = 2, UserName = 3, Through = 4, Address = 5;

    public override SourceDescriptor Descriptor => SourceDescriptors.NetworkClicks;

    public override IReadOnlyList<string> Columns { get; } = ["url", "timestamp", "actiontype", "accountupn", "isclickedthrough", "ipaddress"];

    public override bool Fits(Header header) => header.Has("url", "accountupn");

    public override string? Map(Row row, Sink sink)
    {
        var at = sink.Time(row, At);
        var reached = row.Text(Action) is null or "ClickAllowed" || Words.YesNo(row.Text(Through)) == true;
        if (!reached || row.Text(Url) is not { } url)
            return null;
        var match = sink.Matcher.Match(IndicatorKind.Url, url);
        if (match.Outcome == MatchOutcome.NotCovered)
            return null;
        var person = Identifiers.Person(null, row.Text(UserName), null);
        if (person.IsEmpty)
            return "The click names nobody.";
        sink.Add(new Observation
        {
            Reference = sink.Reference(row),
            Source = Descriptor.Id,
            Conduct = Conduct.Web,
            Kind = IndicatorKind.Url,
            Value = url,
            Match = match,
            ObservedAt = at,
            Person = person,
            ClientAddress = row.Text(Address),
        });
        return null;
    }
}
