namespace TikTokBan.Removal.Blocks.Selecting;

/// <summary>Domains that many others use. No list may hold one of them, or a name above one; names below them may be a covered application's own.</summary>
internal sealed class DomainsOfOthers(IReadOnlyList<string> excluded)
{
    private const string Resource = "TikTokBan.Removal.Blocks.Selecting.domains-of-others.txt";

    private static readonly IReadOnlyList<string> Known = Read();

    /// <summary>The domain of others that would be blocked with a name; null when there is none known.</summary>
    public string? UsedBy(string name) => Known.Concat(excluded).FirstOrDefault(other => DomainTree.IsOrIsBelow(other, name));

    private static List<string> Read()
    {
        using var reader = new StreamReader(typeof(DomainsOfOthers).Assembly.GetManifestResourceStream(Resource)!);
        var names = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
                names.AddRange(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }

        return names;
    }
}
