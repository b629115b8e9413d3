namespace TikTokBan.Generator.World;

/// <summary>One message to one or more recipients.</summary>
internal sealed record Mail(DateTimeOffset Time, string From, string Display, string[] To, string Subject, bool Forged = false)
{
    public string Domain => From[(From.IndexOf('@', StringComparison.Ordinal) + 1)..];
}

/// <summary>The authority's incoming mail: mostly of no interest, a little of it from the service itself, and what looks like it.</summary>
internal static class Mails
{
    private const int Ordinary = 1_400;

    private const int AccountHolders = 16;

    private static readonly (string From, string Display, string French, string Dutch)[] Senders =
    [
        ("no-reply@formation.example", "Formation fédérale", "Votre inscription est confirmée", "Uw inschrijving is bevestigd"),
        ("planning@maesenzonen.example", "Maes & Zonen", "Rendez-vous du chantier", "Werfvergadering"),
        ("newsletter@quotidien.example", "Le Quotidien", "TikTok interdit : ce qui change pour les fonctionnaires", "TikTok verboden: wat verandert er voor ambtenaren"),
        ("redactie@dagblad.example", "Het Dagblad", "Question de presse", "Persvraag: waarom blijft de minister op TikTok?"),
        ("noreply@linkedin.example", "Réseau", "Vous avez 3 notifications", "U hebt 3 meldingen"),
        ("facturation@telecom.example", "Telecom", "Votre facture est disponible", "Uw factuur staat klaar"),
        ("support@nottiktok.com", "Tik Tok Klokken", "Votre commande d'horloges", "Uw bestelling van klokken"),
    ];

    public static List<Mail> Make(AuthorityWorld world)
    {
        var recipients = world.People.Where(person => person.Enabled && !person.Guest).ToList();
        var mails = new List<Mail>();
        for (var i = 0; i < Ordinary; i++)
        {
            var draw = world.Draw("mail", i);
            var person = draw.Pick(recipients);
            var sender = draw.Pick(Senders);
            mails.Add(new(draw.Before(AuthorityWorld.Now, 60), sender.From, sender.Display, [Address(draw, person)], person.Language == "nl-BE" ? sender.Dutch : sender.French));
        }
        for (var i = 0; i < AccountHolders; i++)
            Account(world.Draw("account-mail", i), mails, recipients);
        Cases(world, mails);
        mails.Sort(static (a, b) => b.Time.CompareTo(a.Time) is var order and not 0 ? order : string.CompareOrdinal(a.To[0], b.To[0]));
        return mails;
    }

    private static void Account(Draw draw, List<Mail> mails, List<Person> recipients)
    {
        var person = draw.Pick(recipients);
        var to = Address(draw, person);
        var time = draw.Before(AuthorityWorld.Now.AddDays(-1), 55);
        mails.Add(new(time, "register@account.tiktok.com", "TikTok", [to], $"{draw.Between(100000, 999999)} is your verification code"));
        for (var i = draw.Below(4); i > 0; i--)
            mails.Add(new(draw.Before(AuthorityWorld.Now, 30), "notification@service.tiktok.com", "TikTok", [to], person.Language == "nl-BE" ? "Je hebt nieuwe volgers" : "Tu as de nouveaux abonnés"));
    }

    private static void Cases(AuthorityWorld world, List<Mail> mails)
    {
        var now = AuthorityWorld.Now;
        Add("account-mail", world.Staff(Unit.Inspection, 1), "register@account.tiktok.com", "TikTok", "483920 is your verification code", now.AddDays(-4), "covered", "Advice of an account that was opened with the authority's address: conduct 'account', no device known.");
        Add("newsletter-only", world.Staff(Unit.Inspection, 2), "newsletter@service.tiktok.com", "TikTok", "What's trending this week", now.AddDays(-6), null, "A newsletter proves no account.");
        Add("press-contact", world.Staff(Unit.Communication, 0), "press@tiktok.com", "TikTok Press Office", "RE: Your questions on the circular", now.AddDays(-3), "notCovered", "Correspondence with the vendor's press office.");
        Add("lookalike-sender", world.Staff(Unit.Inspection, 4), "support@tiktok-notifications-1000bd34db4af4cb514f2709.awsapps.com", "TikTok Support", "Your account will be suspended", now.AddDays(-2), "suspicious", "Somebody poses as the vendor: phishing, and no proof of an account.");
        Add("forged-sender", world.Staff(Unit.Inspection, 5), "noreply@account.tiktok.com", "TikTok", "Confirm your password", now.AddDays(-5), "suspicious", "DMARC failed: the message is not the vendor's. Only the mail events say so; the trace alone can't.", forged: true);
        var forward = world.Staff(Unit.Inspection, 6);
        Add("forwarded-code", forward, "prive.adres@post.example", forward.Name, "Fwd: 654321 is your TikTok code", now.AddDays(-7), null, "A code that was forwarded from a private address: for review at most.");

        void Add(string id, Person to, string from, string display, string subject, DateTimeOffset time, string? result, string expect, bool forged = false)
        {
            mails.Add(new(time, from, display, [to.Mail], subject, forged));
            world.Cases.Add(new(id, "defender/EmailEvents.json", expect, result, Upn: to.Upn, Value: from));
        }
    }

    /// <summary>Mail often goes to a person's other address, which only the directory can tell.</summary>
    private static string Address(Draw draw, Person person) => person.Alias is { } alias && draw.Chance(0.4) ? alias : person.Mail;
}
