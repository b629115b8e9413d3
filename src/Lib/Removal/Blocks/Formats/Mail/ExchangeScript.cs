namespace TikTokBan.Removal.Blocks.Formats.Mail;

/// <summary>A script for somebody's own session of Exchange Online, and one that takes back what it made and nothing else.</summary>
internal sealed class ExchangeScript : BlockFormat
{
    private const string Resources = "TikTokBan.Removal.Blocks.Formats.Mail.";

    // The service keeps at most so much of one entry.
    private const int LongestLink = 250;

    // The most that any plan allows; the script counts what is there already.
    private const int MostEntries = 10_000;

    public override BlockListKind Kind => BlockListKind.ExchangeScript;

    public override string Title => "Script that holds back mail in Exchange Online";

    public override IReadOnlyList<string> Install =>
    [
        "Connect-ExchangeOnline, as a security administrator who may also change mail flow rules.",
        "Run it with -WhatIf first: that changes nothing and shows each change. Then without; a second run changes nothing more.",
        "An entry of the block list also keeps your people from writing to that sender. -Using Rule does without.",
    ];

    public override IReadOnlyList<string> Test =>
    [
        "Ask the service for a sign-in code to a mailbox of yours: within minutes the mail is in quarantine and not in the mailbox.",
        "Get-TransportRule and Get-TenantAllowBlockListItems -ListType Sender -Block show what was made; its note begins with TikTokBan.",
    ];

    public override IReadOnlyList<string> Undo => ["Run the script with 'undo' in its name, which came with this one, with -WhatIf first."];

    public override string Limit => "mail that others forward, personal mailboxes, and codes that are sent as text messages.";

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes)
    {
        if (selection.Senders.Count == 0)
            throw new UnusableInputException(InputProblem.BlockUnusable, $"The catalogue has no mail sender that two independent sources confirm for {string.Join(", ", selection.Applications)}, so there is no mail to hold back; choose another kind of list.");
        if (selection.Senders.Count > MostEntries)
            throw new UnusableInputException(InputProblem.BlockUnusable, $"There are {selection.Senders.Count} senders and no tenant takes more than {MostEntries}; name fewer applications.");
        var mark = $"TikTokBan {selection.Directive.Id}";
        var rules = TransportRules.Of(selection, mark);
        var script = Template("exchange-block.ps1", notes, mark)
            .Replace("#SENDERS#", Literals(selection.Senders.Select(sender => sender.Value)), StringComparison.Ordinal)
            .Replace("#LINKS#", Literals(selection.Domains.Select(Link).Where(link => link.Length <= LongestLink)), StringComparison.Ordinal)
            .Replace("#RULES#", string.Concat(rules.Select(rule => $"\n    {rule}")) + "\n", StringComparison.Ordinal);
        List<string> about =
        [
            $"Takes back what the script for {selection.Directive.Id} made in Exchange Online: entries and rules with the note '{mark}'.",
            "Connect-ExchangeOnline, run it with -WhatIf first, then without.",
        ];
        return [new(null, ".ps1", script), new("undo", ".ps1", Template("exchange-undo.ps1", about, mark))];
    }

    /// <summary>A text as PowerShell takes it literally.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    // A tilde at each end: the domain, what lies below it, and every path there.
    private static string Link(BlockedDomain domain) => $"~{domain.Name}~";

    private static string Literals(IEnumerable<string> values) => string.Concat(values.Select(value => $"\n    {Literal(value)}")) + "\n";

    private static string Template(string name, IReadOnlyList<string> notes, string mark)
    {
        using var reader = new StreamReader(typeof(ExchangeScript).Assembly.GetManifestResourceStream(Resources + name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n")
            .Replace("#NOTES#", string.Join('\n', Comments("#", notes)), StringComparison.Ordinal)
            .Replace("#MARK#", Literal(mark), StringComparison.Ordinal);
    }
}
