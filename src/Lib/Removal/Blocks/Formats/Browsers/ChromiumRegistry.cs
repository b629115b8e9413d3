using System.Globalization;

namespace TikTokBan.Removal.Blocks.Formats.Browsers;

/// <summary>The policy as values of the registry, under numbers that leave the authority's own entries alone.</summary>
internal sealed class ChromiumRegistry(BlockListKind kind, ChromiumBrowser browser) : BlockFormat
{
    // Group policies number their entries from 1 on.
    private const int First = 71600001;

    private const string LineEnd = "\r\n";

    private const string Signature = "Windows Registry Editor Version 5.00";

    public override BlockListKind Kind => kind;

    public override string Title => $"Policy for {browser.Name} in the registry of Windows";

    public override IReadOnlyList<string> Install =>
    [
        "As an administrator: reg import FILE. With group policies or Intune, enter the same hosts there instead, or they take this out again.",
        "Its numbers leave your own entries alone. Before a newer list, import the undo file of this one.",
    ];

    public override IReadOnlyList<string> Test => browser.Test;

    public override IReadOnlyList<string> Undo => ["As an administrator: reg import the file with 'undo' in its name, which came with this one."];

    public override string Limit => "other browsers, and everything that is no browser.";

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes)
    {
        var entries = ChromiumBrowser.Entries(selection);
        return
        [
            new(null, ".reg", File(notes, entries.Select((entry, index) => $"\"{Number(index)}\"=\"{entry}\""))),
            new("undo", ".reg", File([$"Takes back the block list for {browser.Name} of catalogue {selection.CatalogueVersion}, as of {selection.AsOf:yyyy-MM-dd}."], entries.Select((_, index) => $"\"{Number(index)}\"=-"))),
        ];
    }

    private string File(IReadOnlyList<string> notes, IEnumerable<string> values) =>
        Lines([Signature, "", .. Comments(";", notes), "", $"[{browser.RegistryKey}]", .. values], LineEnd);

    private static string Number(int index) => (First + index).ToString(CultureInfo.InvariantCulture);

    public override IEnumerable<ListedLine> Read(string text)
    {
        var inKey = false;
        foreach (var (number, line) in LineReading.Significant(text, ";", Signature))
        {
            if (line[0] == '[')
            {
                inKey = line.Equals($"[{browser.RegistryKey}]", StringComparison.OrdinalIgnoreCase);
                continue;
            }

            if (!inKey)
                continue;
            var words = line.Split('"');
            yield return words is ["", _, "=", var entry, ""] ? ChromiumEntry.Read(number, entry) : ListedLine.Unclear(number);
        }
    }
}
