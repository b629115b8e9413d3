using System.Text.Json.Nodes;

namespace TikTokBan.Removal.Blocks.Formats.Browsers;

/// <summary>A policy file of its own, which the browser reads beside those that are there.</summary>
internal sealed class ChromiumPolicy(BlockListKind kind, ChromiumBrowser browser) : BlockFormat
{
    public override BlockListKind Kind => kind;

    public override string Title => $"Policy for {browser.Name} on Linux";

    public override IReadOnlyList<string> Install =>
    [
        $"Save this file as {browser.LinuxFolder}/tiktokban.json; it knows no comments, so these notes are a file of their own.",
        $"If another file there sets {ChromiumBrowser.Policy}, put the entries of both into one: the browser keeps one of them only.",
    ];

    public override IReadOnlyList<string> Test => browser.Test;

    public override IReadOnlyList<string> Undo => ["Remove the file; the browser follows within a few minutes, or when its policies are reloaded."];

    public override string Limit => "other browsers, and everything that is no browser.";

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes) =>
    [
        new(null, ".json", ListJson.Write(new JsonObject { [ChromiumBrowser.Policy] = ListJson.Array(ChromiumBrowser.Entries(selection)) })),
        About(notes),
    ];

    public override IEnumerable<ListedLine> Read(string text) =>
        ListJson.Texts(text, ChromiumBrowser.Policy).Select((entry, index) => ChromiumEntry.Read(index + 1, entry));
}

/// <summary>An entry of the policy: a host stands for all below it, unless a dot precedes it.</summary>
internal static class ChromiumEntry
{
    public static ListedLine Read(int number, string entry)
    {
        var host = entry.EndsWith('/') ? entry[..^1] : entry;
        host = host.EndsWith("/*", StringComparison.Ordinal) ? host[..^2] : host;
        if (host.StartsWith("*://", StringComparison.Ordinal))
            host = host["*://".Length..];
        return host.StartsWith('.')
            ? LineReading.Entry(number, host[1..], below: false)
            : LineReading.Entry(number, host, below: true);
    }
}
