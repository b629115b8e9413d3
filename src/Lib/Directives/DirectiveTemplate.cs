namespace TikTokBan.Directives;

/// <summary>The text that a new directive starts from.</summary>
public static class DirectiveTemplate
{
    /// <summary>Writes a directive that is valid as it stands and shows every field an authority is likely to need.</summary>
    /// <param name="id">Its id: small letters, digits and hyphens.</param>
    /// <param name="from">Its first day in force.</param>
    /// <returns>YAML.</returns>
    public static string Write(string id, DateOnly from) => Text
        .Replace("{id}", id, StringComparison.Ordinal)
        .Replace("{from}", from.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{deadline}", from.AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

    private const string Text =
        """
        # schemas/directive.schema.json describes every field; docs/directives.md says how a directive judges.
        id: {id}
        version: "1"
        # binding: it can be broken. advice: it cannot. none: it says nothing about devices.
        binding: binding
        title:
          en: Ban on DeepSeek
          fr: Interdiction de DeepSeek
          nl: DeepSeek-verbod
          de: DeepSeek-Verbot
        text:
          en: Nobody installs or uses DeepSeek on a device that the authority pays for, wholly or in part.
          fr: Personne n'installe ni n'utilise DeepSeek sur un appareil que l'autorité paie en tout ou en partie.
          nl: Niemand installeert of gebruikt DeepSeek op een toestel dat de overheid geheel of gedeeltelijk betaalt.
          de: Niemand installiert oder nutzt DeepSeek auf einem Gerät, das die Behörde ganz oder teilweise bezahlt.
        # A proper name may stand alone; write a text by language.
        authority:
          en: Who decided it
          fr: Qui l'a décidée
          nl: Wie ze heeft beslist
          de: Wer sie beschlossen hat
        instrument:
          en: The act it stands in, with its date
          fr: L'acte qui la contient, avec sa date
          nl: De akte waarin ze staat, met haar datum
          de: Der Rechtsakt, in dem sie steht, mit seinem Datum
        sources:
          - "Where the act can be read"
        # Each time in force with its act. Leave 'to' out while there is no end.
        inForce:
          - from: {from}
            instrument:
              en: The act it stands in, with its date
              fr: L'acte qui la contient, avec sa date
              nl: De akte waarin ze staat, met haar datum
              de: Der Rechtsakt, in dem sie steht, mit seinem Datum
        # Whom it binds. A population of your own begins with x-; the authority profile says who belongs to it.
        populations: [be-federal]
        # Which applications: by class or id of the catalogue, by origin (two letters) or by category.
        applications:
          classes: [deepseek]
          ids: [deepseek]
        # The exceptions it knows; leave this out when it knows none. A waiver counts only until its last day.
        exceptions:
          - id: security-research
            kinds: [security-research]
            approvers: [head, designee]
            documented: true
            blanket: false
            basis:
              en: Point of the act that allows it
              fr: Point de l'acte qui le permet
              nl: Punt van de akte dat het toestaat
              de: Punkt des Rechtsakts, der es erlaubt
            text:
              en: The application is examined by the security team.
              fr: L'équipe de sécurité examine l'application.
              nl: Het beveiligingsteam onderzoekt de toepassing.
              de: Das Sicherheitsteam untersucht die Anwendung.
        # The first rule that fits decides. What no rule fits is out of scope.
        rules:
          - id: remove-in-time
            when:
              payer: paid
              conduct: installed
              installedSince: {before: {from}}
              date: {until: {deadline}}
            verdict: RemoveBy
            deadline: {deadline}
            obligations: [remove]
            basis:
              en: Point of the act that sets the deadline
              fr: Point de l'acte qui fixe le délai
              nl: Punt van de akte dat de termijn bepaalt
              de: Punkt des Rechtsakts, der die Frist setzt
            text:
              en: What was installed before the ban is to be removed by the deadline.
              fr: Ce qui était installé avant l'interdiction doit être supprimé dans le délai.
              nl: Wat vóór het verbod was geïnstalleerd, moet binnen de termijn worden verwijderd.
              de: Was vor dem Verbot installiert war, ist fristgerecht zu entfernen.
          - id: paid-installed-or-used
            when:
              payer: paid
              conduct: [installed, used]
            verdict: Violation
            obligations: [remove, do-not-install, do-not-use]
            basis:
              en: Point of the act that forbids it
              fr: Point de l'acte qui l'interdit
              nl: Punt van de akte dat het verbiedt
              de: Punkt des Rechtsakts, der es verbietet
            text:
              en: The application may be neither installed nor used on a device that the authority pays for.
              fr: L'application ne peut être ni installée ni utilisée sur un appareil que l'autorité paie.
              nl: De toepassing mag niet worden geïnstalleerd of gebruikt op een toestel dat de overheid betaalt.
              de: Die Anwendung darf auf einem Gerät, das die Behörde bezahlt, weder installiert noch genutzt werden.
          - id: unpaid-with-access
            when:
              payer: unpaid
              any:
                - device.internalAccess: true
                - device.usedForWork: true
            verdict: Advise
            obligations: [remove]
            basis:
              en: Point of the act that advises it
              fr: Point de l'acte qui le conseille
              nl: Punt van de akte dat het aanraadt
              de: Punkt des Rechtsakts, der es empfiehlt
            text:
              en: On a device that the authority does not pay for, but that is used for work, removal is advised.
              fr: Sur un appareil que l'autorité ne paie pas, mais qui sert au travail, la suppression est conseillée.
              nl: Op een toestel dat de overheid niet betaalt, maar dat voor het werk dient, wordt verwijdering aangeraden.
              de: Auf einem Gerät, das die Behörde nicht bezahlt, das aber dienstlich genutzt wird, wird die Entfernung empfohlen.

        """;
}
