using System.Text.Json.Nodes;

namespace TikTokBan.Removal.Blocks.Formats.Browsers;

/// <summary>The policies of Firefox, in which a pattern covers a host and all below it.</summary>
internal sealed class FirefoxPolicy : BlockFormat
{
    private const string Before = "*://*.";
    private const string After = "/*";

    // As the documentation of the policy has it.
    private const int MostEntries = 1000;

    public override BlockListKind Kind => BlockListKind.FirefoxPolicy;

    public override string Title => "Policies for Firefox";

    public override IReadOnlyList<string> Install =>
    [
        "Save this file as /etc/firefox/policies/policies.json, or as distribution/policies.json in the folder of the program; it knows no comments, so these notes are a file of their own.",
        "There is one such file: if you have one, put WebsiteFilter into it. Start Firefox again.",
    ];

    public override IReadOnlyList<string> Test => [$"about:policies must show WebsiteFilter without an error; https://{BlockNotes.BlockedSite} must say that the organisation blocks it, and https://www.belgium.be must open."];

    public override IReadOnlyList<string> Undo => ["Take WebsiteFilter out of the file again, or remove the file if there is nothing else in it; start Firefox again."];

    public override string Limit => "other browsers, and everything that is no browser.";

    public static IEnumerable<string> Patterns(BlockSelection selection) => selection.Domains.Count <= MostEntries
        ? selection.Domains.Select(domain => $"{Before}{domain.Name}{After}")
        : throw new UnusableInputException(InputProblem.BlockUnusable, $"There are {selection.Domains.Count} domains and the policy WebsiteFilter takes {MostEntries}; name fewer applications.");

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes) =>
    [
        new(null, ".json", ListJson.Write(new JsonObject { ["policies"] = new JsonObject { ["WebsiteFilter"] = new JsonObject { ["Block"] = ListJson.Array(Patterns(selection)) } } })),
        About(notes),
    ];

    public override IEnumerable<ListedLine> Read(string text) =>
        ListJson.Texts(text, "policies", "WebsiteFilter", "Block").Select((entry, index) =>
        {
            const string AnyScheme = "*://";
            if (!entry.StartsWith(AnyScheme, StringComparison.Ordinal) || !entry.EndsWith(After, StringComparison.Ordinal))
                return ListedLine.Unclear(index + 1);
            var host = entry[AnyScheme.Length..^After.Length];
            return host.StartsWith("*.", StringComparison.Ordinal)
                ? LineReading.Entry(index + 1, host[2..], below: true)
                : LineReading.Entry(index + 1, host, below: false);
        });
}
