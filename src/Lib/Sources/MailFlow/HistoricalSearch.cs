using TikTokBan.Catalogue;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.MailFlow;

/// <summary>The csv that <c>Start-HistoricalSearch</c> sends: one row for each message, all recipients in one cell.</summary>
internal sealed class HistoricalSearch : Shape
{
    private const int Sender = 0, Recipients = 1, Sent = 2;

    public override SourceDescriptor Descriptor => SourceDescriptors.MailTrace;

    public override IReadOnlyList<string> Columns { get; } = ["senderaddress", "recipientstatus", "origintimestamputc|origintimestamp"];

    public override bool Fits(Header header) => header.Has("senderaddress", "recipientstatus");

    public override string? Map(Row row, Sink sink)
    {
        var at = sink.Time(row, Sent);
        if (row.Text(Sender) is not { } sender || MailEvidence.Judge(sink, sender, MailAuthentication.Unknown, reached: true) is not { } match)
            return null;
        if (row.Text(Recipients) is not { } recipients)
            return "The message has no recipient.";

        // "a@x##Receive, Deliver;b@y##Receive, Fail"
        foreach (var part in recipients.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var mark = part.IndexOf("##", StringComparison.Ordinal);
            var address = mark < 0 ? part : part[..mark];
            var steps = mark < 0 ? [] : part[(mark + 2)..].Split(',', StringSplitOptions.TrimEntries);
            if (address.Contains('@', StringComparison.Ordinal) && (steps.Length == 0 || MailEvidence.Reached(steps[^1]) || match.Outcome == MatchOutcome.Suspicious))
                MailEvidence.Add(sink, Descriptor.Id, sink.Reference(row), sender, address, match, at);
        }

        return null;
    }
}
