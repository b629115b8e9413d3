using System.Globalization;
using System.Text;
using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>The authority's own tables, as Belgian Excel saves them: the asset list in French, the telecom list in Dutch, the waivers in English; and a table that has nothing to do with any of it.</summary>
internal static class Registers
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static void Write(AuthorityWorld world, Target target)
    {
        Assets(world, target);
        Telecom(world, target);
        Waivers(world, target);
        using var other = target.Text("registers/Feestdagen en verlof 2026.csv", "\r\n", Windows1252);
        other.WriteLine("Datum;Feestdag;Jour férié;Dienst gesloten");
        other.WriteLine("21/07/2026;Nationale feestdag;Fête nationale;ja");
        other.WriteLine("2/11/2026;Allerzielen;Jour des morts;ja");
        other.WriteLine("15/11/2026;Feest van de Dynastie;Fête du Roi;ja");
    }

    /// <summary>What the authority bought or was told of, by serial number. It knows the purchase; of phones' subscriptions it knows nothing.</summary>
    private static void Assets(AuthorityWorld world, Target target)
    {
        using var csv = target.Text("registers/registre-financement.csv", "\r\n", Windows1252);
        csv.Plain(';', "numéro de série", "numéro d'inventaire", "détenteur", "achat", "abonnement", "utilisation", "propriétaire", "remis", "centre de coût", "valable du", "valable au");
        foreach (var device in world.Devices.Where(device => device.Funding is { Owner: "service", Purchase.Length: > 0 }))
        {
            var draw = world.Draw("asset", device.Index);
            var funding = device.Funding!;
            var split = device.Archetype.Phone;
            csv.Plain(';', device.Serial, $"INV-{device.Index:00000}", device.Holder?.Upn ?? "", French(draw, funding.Purchase), split ? "" : French(draw, funding.Subscription), split ? "" : French(draw, funding.Use), "service", "oui", device.Holder?.CostCentre ?? "440001", Day(device.Enrolled), "");
        }
        csv.WriteLine("SN0EXBAD0001;INV-99998;;peut-être;;;service;oui;4420;1/01/2026;");
        csv.WriteLine("SN0EXBAD0002;INV-99999;;total;;;service;oui;4420;31/02/2026;");
    }

    /// <summary>Who pays for which line, by IMEI, with amounts; the authority's phones and the personal ones that somebody declared.</summary>
    private static void Telecom(AuthorityWorld world, Target target)
    {
        using var csv = target.Text("registers/telecomregister.csv", "\r\n", Windows1252);
        csv.Plain(';', "IMEI", "serienummer", "houder", "aankoop", "abonnement", "gebruik", "eigenaar", "uitgereikt", "kostenplaats", "geldig van", "geldig tot");
        foreach (var device in world.Devices.Where(device => device.Funding is not null && device.Archetype.Phone))
        {
            var draw = world.Draw("telecom", device.Index);
            var funding = device.Funding!;
            var own = funding.Owner == "personal";
            csv.Plain(';', device.Imei, own ? device.Serial : "", device.Holder?.Upn ?? "", own ? Dutch(draw, funding.Purchase) : "", Dutch(draw, funding.Subscription), Dutch(draw, funding.Use), own ? "persoonlijk" : "dienst", own ? "nee" : "ja", device.Holder?.CostCentre ?? "440001", "1/01/2026", "");
            // Last year's agreement: it no longer holds, and must not decide.
            if (funding.Ended)
                csv.Plain(';', device.Imei, device.Serial, device.Holder!.Upn, "geen", "12,50", "geen", "persoonlijk", "nee", device.Holder.CostCentre, "1/01/2025", "31/12/2025");
        }
    }

    private static void Waivers(AuthorityWorld world, Target target)
    {
        using var csv = target.Text("registers/waiver-register.csv", "\r\n", Windows1252);
        csv.Plain(';', "id", "holder_upn", "serial", "imei", "application", "kind", "approver", "granted_by", "documented", "blanket", "valid_from", "expires", "revoked", "single_purpose", "personal_phone", "institution_network", "wifi", "stays_at_office", "confidential_meetings", "crosspost_only");
        var head = world.Staff(Unit.All[0], 0).Upn;
        Row("W-2026-001", "waiver-valid", "institutional-communication", "head", "yes", "no", "1/02/2026", "31/01/2027", "", "yes;no;no;no;yes;no;no");
        Row("W-2025-014", "waiver-expired", "institutional-communication", "head", "yes", "no", "1/04/2025", "31/03/2026", "", "yes;no;no;no;yes;no;no");
        Row("W-2026-009", "waiver-revoked", "operational", "designee", "yes", "no", "1/03/2026", "28/02/2027", "1/09/2026", ";;;;;;");
        Row("W-2026-003", "waiver-blanket", "operational", "other", "no", "yes", "1/01/2026", "31/12/2026", "", ";;;;;;");
        Row("W-2026-002", "minister", "dedicated-device", "head", "yes", "no", "1/02/2026", "31/01/2027", "", "yes;no;no;no;yes;no;yes");
        // Granted for a device that nobody knows, and one that can't have been meant.
        csv.Plain(';', "W-2026-020", "", "SN0EXUNKNOWN", "", "tiktok", "operational", "designee", head, "yes", "no", "1/02/2026", "31/01/2027", "", "", "", "", "", "", "", "");
        csv.Plain(';', "W-2026-021", world.Staff(Unit.Inspection, 0).Upn, "", "", "tiktok", "because", "head", head, "yes", "no", "1/02/2026", "29/02/2027", "", "", "", "", "", "", "", "");

        void Row(string id, string piece, string kind, string approver, string documented, string blanket, string from, string to, string revoked, string conditions)
        {
            var known = world.Cases.Find(known => known.Id == piece)!;
            csv.Plain(';', [id, known.Upn!, known.Serial!, "", "tiktok", kind, approver, head, documented, blanket, from, to, revoked, .. conditions.Split(';')]);
        }
    }

    private static string Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime).Belgian();

    private static string French(Draw draw, string share) => share switch
    {
        "full" => draw.Pick(["total", "totalité", "100 %"]),
        "part" => draw.Pick(["partie", "en partie", "50 %", Amount(draw, 120, 600)]),
        "none" => draw.Pick(["néant", "aucun", "0,00"]),
        "unknown" => draw.Pick(["inconnu", "?"]),
        _ => "",
    };

    private static string Dutch(Draw draw, string share) => share switch
    {
        "full" => draw.Pick(["volledig", "100 %"]),
        "part" => draw.Pick(["deels", "gedeeltelijk", Amount(draw, 8, 30), $"€ {draw.Between(10, 25)}"]),
        "none" => draw.Pick(["geen", "0,00", "0 %"]),
        "unknown" => draw.Pick(["onbekend", "?"]),
        _ => "",
    };

    private static string Amount(Draw draw, int from, int to) => string.Create(CultureInfo.InvariantCulture, $"{draw.Between(from, to)},{draw.Below(2) * 50:00}");
}
