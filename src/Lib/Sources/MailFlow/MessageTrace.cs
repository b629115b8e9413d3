using TikTokBan.Catalogue;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.MailFlow;

/// <summary>One row for each message and recipient: Graph's <c>messageTraces</c> and <c>Get-MessageTraceV2 | Export-Csv</c>.</summary>
internal sealed class MessageTrace : Shape
{
    private const int Sender = 0, Recipient = 1, Received = 2, Status = 3;

    public override SourceDescriptor Descriptor => SourceDescriptors.MailTrace;

    public override IReadOnlyList<string> Columns { get; } = ["senderaddress", "recipientaddress", "receiveddatetime|received|dateutc|date|receivedutc", "status"];

    public override bool Fits(Header header) =>
        header.Entity is "messagetraces" || (header.Has("senderaddress", "recipientaddress") && header.HasAny("received", "receiveddatetime", "status"));

    public override string? Map(Row row, Sink sink)
    {
        var at = sink.Time(row, Received);
        if (row.Text(Sender) is not { } sender)
            return null;
        if (MailEvidence.Judge(sink, sender, MailAuthentication.Unknown, MailEvidence.Reached(row.Text(Status))) is not { } match)
            return null;
        if (row.Text(Recipient) is not { } recipient)
            return "The message has no recipient.";
        MailEvidence.Add(sink, Descriptor.Id, sink.Reference(row), sender, recipient, match, at);
        return null;
    }
}
