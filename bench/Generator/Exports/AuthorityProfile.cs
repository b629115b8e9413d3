using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>The authority's profile. Written by hand in real life; here the protected devices come from what was drawn.</summary>
internal static class AuthorityProfile
{
    public static void Write(AuthorityWorld world, Target target)
    {
        var minister = world.Cases.Find(known => known.Id == "minister")!;
        using var yaml = target.Text("authority.yaml");
        yaml.Write($$"""
            # The profile of an authority that does not exist.
            name:
              fr: "Agence fédérale du patrimoine public (exemple)"
              nl: "Federaal Agentschap voor Publiek Patrimonium (voorbeeld)"
              de: "Föderalagentur für öffentliches Vermögen (Beispiel)"
              en: "Federal Agency for Public Heritage (example)"
            directive: be-federal-716
            populations: [be-federal]

            # The first that matches holds.
            organisations:
              - id: minister
                name: { fr: "La ministre", nl: "De minister", de: "Die Ministerin", en: "The minister" }
                populations: [be-minister]
                match:
                  - group: ["{{EntraPeople.MinisterGroup}}"]
              - id: cabinet
                name: { fr: "Cabinet", nl: "Kabinet", de: "Kabinett", en: "Cabinet" }
                populations: [be-cabinet]
                match:
                  - domain: ["{{Unit.CabinetDomain}}"]
                  - costCentre: ["4900*"]
              - id: contractors
                name: { fr: "Prestataires externes", nl: "Externe dienstverleners", de: "Externe Dienstleister", en: "Contractors" }
                populations: [private-sector]
                match:
                  - company: ["{{Unit.Contractors.Company}}"]

            """);
        foreach (var unit in Unit.All.Where(unit => unit != Unit.Cabinet && unit != Unit.Contractors))
        {
            yaml.Write($$"""
                  - id: {{unit.Id}}
                    name: { fr: "{{unit.French}}", nl: "{{unit.Dutch}}" }
                    match:
                      - department: ["{{unit.French}}", "{{unit.Dutch}}"]
                      - costCentre: ["{{unit.CostCentre}}*"]

                """);
        }
        yaml.Write($$"""

            # Each is printed in the report, with the number of cases that rest on it. The register outranks them.
            assumptions:
              - id: company-owned-is-paid
                text:
                  fr: "Un appareil que la gestion des appareils indique comme propriété de l'autorité est payé en totalité, sauf indication contraire du registre."
                  nl: "Een toestel dat het toestelbeheer als eigendom van de overheid aangeeft, is volledig betaald, tenzij het register anders zegt."
                  de: "Ein Gerät, das die Geräteverwaltung als Eigentum der Behörde führt, ist vollständig bezahlt, sofern das Verzeichnis nichts anderes sagt."
                  en: "A device that device management calls company-owned is paid in full, unless the register says otherwise."
                when: { ownership: company }
                assume: { owner: service, issued: true, usedForWork: true, payer: { purchase: full } }
              - id: managed-personal-is-used-for-work
                text:
                  fr: "Un appareil personnel qui est inscrit à la gestion des appareils sert au travail. Qui le paie n'est pas présumé."
                  nl: "Een persoonlijk toestel dat bij het toestelbeheer is ingeschreven, dient voor het werk. Wie ervoor betaalt, wordt niet aangenomen."
                  de: "Ein persönliches Gerät, das in der Geräteverwaltung eingeschrieben ist, dient der Arbeit. Wer es bezahlt, wird nicht angenommen."
                  en: "A personal device that is enrolled in device management is used for work. Who pays for it is not assumed."
                when: { ownership: personal, managed: true }
                assume: { owner: personal, usedForWork: true }
              - id: personal-computer-is-unpaid
                text:
                  fr: "Un ordinateur personnel n'est pas payé par l'autorité, sauf indication contraire du registre."
                  nl: "Een persoonlijke computer wordt niet door de overheid betaald, tenzij het register anders zegt."
                  de: "Ein persönlicher Computer wird nicht von der Behörde bezahlt, sofern das Verzeichnis nichts anderes sagt."
                  en: "A personal computer is not paid for by the authority, unless the register says otherwise."
                when: { ownership: personal, type: computer }
                assume: { owner: personal, payer: { purchase: none, subscription: none, use: none } }

            protected:
              people: ["{{minister.Upn}}"]
              devices: ["{{minister.Serial}}"]

            limits: { devices: 50, share: 0.05 }
            retention: { days: 365 }

            """);
    }
}
