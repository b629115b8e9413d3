using System.Text.Json;
using TikTokBan.Catalogue;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;

namespace TikTokBan.Sources.MailFlow;

/// <summary>Defender's <c>EmailEvents</c>, which also says whether the sender is who it claims.</summary>
internal sealed class EmailEvents : Shape
{
    private const int Sender = 0, Recipient = 1, At = 2, Delivery = 3, Authentication = 4, RecipientId = 5, Dmarc = 6;

    public override SourceDescriptor Descriptor => SourceDescriptors.MailEvents;

    public override IReadOnlyList<string> Columns { get; } =
    [
        "senderfromaddress|sendermailfromaddress", "recipientemailaddress", "timestamp", "deliveryaction", "authenticationdetails", "recipientobjectid", "authenticationdetailsdmarc",
    ];

    public override bool Fits(Header header) => header.Has(Columns[Sender], "recipientemailaddress");

    public override string? Map(Row row, Sink sink)
    {
        var at = sink.Time(row, At);
        if (row.Text(Sender) is not { } sender)
            return null;
        var authentication = AuthenticationOf(row.Text(Dmarc) ?? DmarcOf(row.Text(Authentication)));
        if (MailEvidence.Judge(sink, sender, authentication, MailEvidence.Reached(row.Text(Delivery))) is not { } match)
            return null;
        if (row.Text(Recipient) is not { } recipient)
            return "The message has no recipient.";
        MailEvidence.Add(sink, Descriptor.Id, sink.Reference(row), sender, recipient, match, at, row.Text(RecipientId));
        return null;
    }

    // The cell holds a JSON object as text; hunting through the portal and through Graph differ only in how it is wrapped.
    private static string? DmarcOf(string? details)
    {
        if (details is not ['{', ..])
            return null;
        try
        {
            using var document = JsonDocument.Parse(details, JsonRowReader.Lenient);
            return JsonText.Of(document.RootElement, "DMARC");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static MailAuthentication AuthenticationOf(string? dmarc) => dmarc?.ToLowerInvariant() switch
    {
        "pass" or "bestguesspass" => MailAuthentication.Pass,
        "fail" => MailAuthentication.Fail,
        _ => MailAuthentication.Unknown,
    };
}
