using System.Globalization;
using System.Text;

namespace TikTokBan.Ledger.Tests.Chaos;

/// <summary>What a writer notes beside the ledger, on the disk before it goes on: TRY before a write, ACK once it was confirmed, DOUBT where it failed, CRASH where that was no sentence.</summary>
internal sealed class ChaosLog(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, 1);

    public void Note(string what, string kind, string id, string? text = null)
    {
        _file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{what}\t{kind}\t{id}\t{text?.ReplaceLineEndings(" ").Replace('\t', ' ')}\n")));
        _file.Flush(flushToDisk: true);
    }

    /// <summary>Reads what whole lines there are: a killed writer can leave half of one.</summary>
    public static IEnumerable<ChaosNote> Read(string path)
    {
        var text = File.ReadAllText(path);
        foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            // Half a line of an earlier life stands before the first of the next.
            var begin = Math.Max(0, new[] { "TRY\t", "ACK\t", "DOUBT\t", "CRASH\t" }.Max(what => line.LastIndexOf(what, StringComparison.Ordinal)));
            if (line[begin..].Split('\t') is { Length: 4 } fields)
                yield return new ChaosNote(fields[0], fields[1], fields[2], fields[3]);
        }
    }

    public void Dispose() => _file.Dispose();
}

/// <summary>A line of a writer's log.</summary>
internal sealed record ChaosNote(string What, string Kind, string Id, string Text);
