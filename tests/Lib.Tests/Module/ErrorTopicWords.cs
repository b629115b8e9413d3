namespace TikTokBan.Tests.Module;

/// <summary>What stands around the catalogue in the help topic, in one language.</summary>
internal sealed record ErrorTopicWords(
    string Topic, string Short, string Summary, string Long, string ReadHeading, IReadOnlyList<string> Reading, string ListHeading, string SeeAlso)
{
    public IReadOnlyList<string> Example { get; } =
    [
        "try { Invoke-TikTokRemoval ./plan.json -Confirm:$false }",
        "catch {",
        "    switch -Wildcard ($_.FullyQualifiedErrorId) {",
        "        'PlanExpired,*'     { Write-Warning 'A new plan is needed.' }",
        "        'TenantThrottled,*' { Write-Warning 'Try again later.' }",
        "        default             { throw }",
        "    }",
        "}",
    ];

    public static ErrorTopicWords Of(string language) => language switch
    {
        "fr" => new(
            "RUBRIQUE", "DESCRIPTION COURTE", "Les erreurs des cmdlets : identifiant, sens et que faire.", "DESCRIPTION LONGUE", "Lire une erreur",
            [
                "Chaque erreur commence par un identifiant qui ne change jamais : la partie de FullyQualifiedErrorId avant la virgule. Comparez-le dans un script ; la phrase, elle, peut changer. La phrase dit quoi, où et que faire ; ErrorDetails.RecommendedAction dit ce qui aide d'habitude.",
                "Une erreur qui ne concerne qu'une entrée parmi d'autres (un rapport, une dérogation, un identifiant) n'arrête pas le pipeline : les autres suivent, et -ErrorAction Stop l'arrête. Ce qui concerne tout, et tout refus d'agir, arrête la commande.",
                "Les messages sont dans la langue de l'interface ($PSUICulture). Ce qu'ajoutent la bibliothèque ou un service de Microsoft reste en anglais.",
            ],
            "Les identifiants", "VOIR AUSSI"),
        "nl" => new(
            "ONDERWERP", "KORTE BESCHRIJVING", "De fouten van de cmdlets: id, betekenis en wat te doen.", "LANGE BESCHRIJVING", "Een fout lezen",
            [
                "Elke fout begint met een id die nooit verandert: het deel van FullyQualifiedErrorId voor de komma. Vergelijk dat in een script; de zin kan veranderen. De zin zegt wat, waar en wat te doen; ErrorDetails.RecommendedAction zegt wat gewoonlijk helpt.",
                "Een fout die slechts één invoer van meerdere betreft (een verslag, een afwijking, een id) stopt de pijplijn niet: de andere volgen, en -ErrorAction Stop stopt hem. Wat alles betreft, en elke weigering om te handelen, stopt de opdracht.",
                "Meldingen staan in de taal van de interface ($PSUICulture). Wat de bibliotheek of een dienst van Microsoft toevoegt, blijft Engels.",
            ],
            "De id's", "ZIE OOK"),
        "de" => new(
            "THEMA", "KURZBESCHREIBUNG", "Die Fehler der Cmdlets: Kennung, Bedeutung und was zu tun ist.", "LANGE BESCHREIBUNG", "Einen Fehler lesen",
            [
                "Jeder Fehler beginnt mit einer Kennung, die sich nie ändert: dem Teil von FullyQualifiedErrorId vor dem Komma. Vergleichen Sie diese in einem Skript; der Satz kann sich ändern. Der Satz sagt, was, wo und was zu tun ist; ErrorDetails.RecommendedAction sagt, was gewöhnlich hilft.",
                "Ein Fehler, der nur eine von mehreren Eingaben betrifft (einen Bericht, eine Befreiung, eine Kennung), hält die Pipeline nicht an: Die anderen folgen, und -ErrorAction Stop hält sie an. Was alle betrifft, und jede Weigerung zu handeln, hält den Befehl an.",
                "Meldungen sind in der Sprache der Oberfläche ($PSUICulture). Was die Bibliothek oder ein Dienst von Microsoft hinzufügt, bleibt Englisch.",
            ],
            "Die Kennungen", "SIEHE AUCH"),
        _ => new(
            "TOPIC", "SHORT DESCRIPTION", "The errors of the cmdlets: id, meaning and what to do.", "LONG DESCRIPTION", "Reading an error",
            [
                "Each error begins with an id that never changes: the part of FullyQualifiedErrorId before the comma. Compare that in a script; the sentence may change. The sentence says what, where and what to do; ErrorDetails.RecommendedAction says what usually helps.",
                "An error that is about one input of several (a report, a waiver, an id) doesn't end the pipeline: the others follow, and -ErrorAction Stop ends it. What is about them all, and every refusal to act, ends the command.",
                "Messages are in the language of the user interface ($PSUICulture). What the library or a service of Microsoft adds stays English.",
            ],
            "The ids", "SEE ALSO"),
    };
}
