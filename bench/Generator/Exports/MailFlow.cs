using System.Globalization;
using System.Text;
using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>The message trace three times: the cmdlet's csv, a historical search, and a page of Graph's answer. Their periods meet and overlap a little.</summary>
internal static class MailFlow
{
    public static void Write(AuthorityWorld world, Target target)
    {
        var mails = world.Mail;
        var now = AuthorityWorld.Now;
        Cmdlet(world, target, mails.Where(mail => mail.Time >= now.AddDays(-10) && mail.Time < now.AddDays(-2)));
        Historical(world, target, mails.Where(mail => mail.Time < now.AddDays(-9)));
        target.Page("exchange/messageTraces.json", "admin/exchange/tracing/messageTraces", null, mails.Where(mail => mail.Time >= now.AddDays(-2)).Select(mail => Graph(world, mail)));
    }

    /// <summary><c>Get-MessageTraceV2 | Export-Csv</c> on a Belgian machine: the day comes first in dates.</summary>
    private static void Cmdlet(AuthorityWorld world, Target target, IEnumerable<Mail> mails)
    {
        using var csv = target.Text("exchange/MessageTrace.csv", "\r\n", new UTF8Encoding(true));
        csv.Quoted("Received", "SenderAddress", "RecipientAddress", "Subject", "Status", "MessageTraceId", "MessageId", "FromIP", "ToIP", "Size", "Organization");
        foreach (var mail in mails)
        {
            var draw = Of(world, mail);
            csv.Quoted(mail.Time.Belgian(), mail.From, mail.To[0], mail.Subject, mail.Forged ? "Quarantined" : "Delivered", TraceId(world, mail).ToString(), MessageId(draw, mail), Ip(draw), "", Size(draw), "agentschap.onmicrosoft.example");
        }
    }

    /// <summary><c>Start-HistoricalSearch</c>, as the mail with its link delivers it: UTF-16, one row per message, all recipients and their states in one field.</summary>
    private static void Historical(AuthorityWorld world, Target target, IEnumerable<Mail> mails)
    {
        using var csv = target.Text("exchange/MTSummary_Recherche historique_716.csv", "\r\n", Encoding.Unicode);
        csv.WriteLine("origin_timestamp_utc,sender_address,recipient_status,message_subject,total_bytes,message_id,network_message_id,original_client_ip,directionality,connector_id,delivery_priority");
        Mail? before = null;
        foreach (var mail in mails)
        {
            var draw = Of(world, mail);
            // Newsletters went to several people at once.
            var messageId = MessageId(draw, mail);
            var also = before is not null && before.From == mail.From && before.To[0] != mail.To[0] && mail.From.StartsWith("newsletter", StringComparison.Ordinal) ? before.To[0] : null;
            var status = $"{mail.To[0]}##Receive, Deliver" + (also is null ? "" : $";{also}##Receive, Deliver");
            csv.Plain(',', mail.Time.Long(), mail.From, status, mail.Subject, Size(draw), messageId, TraceId(world, mail).ToString(), Ip(draw), "Incoming", "", "Normal");
            before = mail;
        }
        // The end of the file was lost.
        csv.WriteLine("2026-09-17T07:31:12.0000000Z,register@account.tiktok.com");
    }

    private static string Graph(AuthorityWorld world, Mail mail) => JsonFile.Line(json =>
    {
        var draw = Of(world, mail);
        json.WriteString("id", TraceId(world, mail));
        json.WriteString("senderAddress", mail.From);
        json.WriteString("recipientAddress", mail.To[0]);
        json.WriteString("messageId", MessageId(draw, mail));
        json.WriteString("receivedDateTime", mail.Time.Iso());
        json.WriteString("subject", mail.Subject);
        json.WriteNumber("size", int.Parse(Size(draw), CultureInfo.InvariantCulture));
        json.WriteString("fromIP", Ip(draw));
        json.WriteString("toIP", "");
        json.WriteString("status", "delivered");
    });

    /// <summary>The network message id: the same in every source, so that a message which several of them saw can be counted once.</summary>
    public static Guid TraceId(AuthorityWorld world, Mail mail) => Of(world, mail).Id();

    private static Draw Of(AuthorityWorld world, Mail mail) => world.Draw(mail.From + mail.To[0], mail.Time.ToUnixTimeSeconds());

    private static string MessageId(Draw draw, Mail mail) => $"<{draw.Hex(24)}@{mail.Domain}>";

    private static string Ip(Draw draw) => string.Create(CultureInfo.InvariantCulture, $"203.0.113.{draw.Between(1, 254)}");

    private static string Size(Draw draw) => draw.Between(4_000, 90_000).ToString(CultureInfo.InvariantCulture);
}
