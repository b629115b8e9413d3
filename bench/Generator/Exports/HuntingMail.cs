using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>Defender's view of the mail: events that say whether the sender is who it says, and clicks on links.</summary>
internal static class HuntingMail
{
    private static readonly (string Name, string Type)[] Schema =
    [
        ("Timestamp", "DateTime"), ("NetworkMessageId", "String"), ("SenderFromAddress", "String"), ("SenderDisplayName", "String"), ("SenderFromDomain", "String"),
        ("RecipientEmailAddress", "String"), ("Subject", "String"), ("EmailDirection", "String"), ("DeliveryAction", "String"), ("DeliveryLocation", "String"), ("AuthenticationDetails", "String"),
    ];

    private static readonly (string Url, string? Case, string? Result, string Expect)[] Clicks =
    [
        ("https://vm.tiktok.com/ZGeAbCdEf/", "clicked-link", "covered", "A link to a video, opened in the browser: conduct 'web'."),
        ("https://evil.example/?next=https://www.tiktok.com/", "link-in-parameter", "notCovered", "The service's address is only a parameter of another site's."),
        ("https://www.tiktok.com@evil.example/login", "link-with-user-name", "suspicious", "The part before the @ is a user name: the site is another, and poses as the service."),
        ("https://www-tiktok-com.translate.goog/@user", "link-through-translation", "covered", "The service, read through a translation site."),
        ("https://web.archive.org/web/2023/https://www.tiktok.com/", "link-to-archive", "notCovered", "An archive's copy: the service is not reached."),
        ("https://www.agentschap.example/nieuws/2026", null, null, ""),
        ("https://planner.maesenzonen.example/afspraak?id=88", null, null, ""),
    ];

    public static void Write(AuthorityWorld world, Target target)
    {
        var since = AuthorityWorld.Now.AddDays(-30);
        var mails = world.Mail.Where(mail => mail.Time >= since && (mail.Domain.Contains("tiktok", StringComparison.Ordinal) || mail.Subject.Contains("TikTok", StringComparison.Ordinal)));
        target.Hunting("defender/EmailEvents.json", capitals: true, Schema, mails.Select(mail => Event(world, mail)));
        WriteClicks(world, target);
    }

    private static string Event(AuthorityWorld world, Mail mail) => JsonFile.Line(json =>
    {
        json.WriteString("Timestamp", mail.Time.Long());
        json.WriteString("NetworkMessageId", MailFlow.TraceId(world, mail));
        json.WriteString("SenderFromAddress", mail.From);
        json.WriteString("SenderDisplayName", mail.Display);
        json.WriteString("SenderFromDomain", mail.Domain);
        json.WriteString("RecipientEmailAddress", mail.To[0]);
        json.WriteString("Subject", mail.Subject);
        json.WriteString("EmailDirection", "Inbound");
        json.WriteString("DeliveryAction", mail.Forged ? "Blocked" : "Delivered");
        json.WriteString("DeliveryLocation", mail.Forged ? "Quarantine" : "Inbox/folder");
        json.WriteString("AuthenticationDetails", mail.Forged
            ? """{"SPF":"fail","DKIM":"none","DMARC":"fail","CompAuth":"fail"}"""
            : """{"SPF":"pass","DKIM":"pass","DMARC":"pass","CompAuth":"pass"}""");
    });

    private static void WriteClicks(AuthorityWorld world, Target target)
    {
        using var csv = target.Text("defender/UrlClickEvents.csv", "\r\n");
        csv.Plain(',', "Timestamp", "Url", "ActionType", "AccountUpn", "Workload", "NetworkMessageId", "IPAddress", "ThreatTypes", "IsClickedThrough", "ReportId");
        var people = world.People.Where(person => person.Enabled && !person.Guest).ToList();
        for (var i = 0; i < 70; i++)
        {
            var draw = world.Draw("click", i);
            // Each special link once, then only ordinary ones.
            var click = i < Clicks.Length ? Clicks[i] : draw.Pick(Clicks[^2..]);
            var person = draw.Pick(people);
            csv.Plain(',', draw.Before(AuthorityWorld.Now, 29).Long(), click.Url, "ClickAllowed", person.Upn, draw.Chance(0.7) ? "Email" : "Teams", draw.Id().ToString(), $"198.51.100.{draw.Between(1, 254)}", "", "False", draw.Id().ToString());
            if (i < Clicks.Length && click.Case is not null)
                world.Cases.Add(new(click.Case, "defender/UrlClickEvents.csv", click.Expect, click.Result, Upn: person.Upn, Value: click.Url));
        }
    }
}
