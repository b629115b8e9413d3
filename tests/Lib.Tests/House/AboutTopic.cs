using System.Text.RegularExpressions;

namespace TikTokBan.Tests.House;

/// <summary>A topic of the help, as its file has it: blocks between empty lines, told apart by how far in they stand.</summary>
internal sealed partial class AboutTopic
{
    public static readonly string[] Cultures = ["en-US", "fr-BE", "nl-BE", "de-DE"];

    private readonly string[] _blocks;

    private AboutTopic(string path)
    {
        Text = CommittedFiles.Read(path);
        _blocks = Text.Split("\n\n");
    }

    public static IReadOnlyList<string> Names { get; } =
    [
        .. CommittedFiles.All.Where(path => path.StartsWith("en-US/about_", StringComparison.Ordinal)).Select(path => path["en-US/".Length..^".help.txt".Length]),
    ];

    public string Text { get; }

    /// <summary>What the listing of topics shows: PowerShell takes the fifth line.</summary>
    public string Synopsis => Text.Split('\n')[4].Trim();

    /// <summary>How many headings stand below each heading at the margin.</summary>
    public IReadOnlyList<int> Headings
    {
        get
        {
            var counts = new List<int>();
            foreach (var block in _blocks)
            {
                if (Indent(block) == 0)
                    counts.Add(0);
                else if (Indent(block) == 2)
                    counts[^1]++;
            }

            return counts;
        }
    }

    /// <summary>Samples of code.</summary>
    public IEnumerable<string> Samples => _blocks.Where(block => Indent(block) == 8).Select(block => block.TrimEnd('\n'));

    /// <summary>The words that tables explain.</summary>
    public IEnumerable<string> Explained => Matches(TableWord(), _blocks.Where(block => Indent(block) == 6));

    public IEnumerable<string> Cmdlets => Matches(Cmdlet(), _blocks);

    /// <summary>Parameters that sentences name; those of samples are tried by running them.</summary>
    public IEnumerable<string> Parameters => Matches(Parameter(), _blocks.Where(block => Indent(block) != 8));

    public IEnumerable<string> Topics => Matches(Topic(), _blocks);

    public static AboutTopic Read(string culture, string name) => new($"{culture}/{name}.help.txt");

    private static int Indent(string block) => block.Length - block.TrimStart(' ').Length;

    private static IEnumerable<string> Matches(Regex wanted, IEnumerable<string> blocks) => blocks
        .SelectMany(block => wanted.Matches(block)).Select(match => match.Groups[1].Value)
        .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^      ([\w.-]+)  +\S", RegexOptions.Multiline)]
    private static partial Regex TableWord();

    [GeneratedRegex(@"\b([A-Z][a-z]+-(?:TikTok|Ban|Covered)\w+)")]
    private static partial Regex Cmdlet();

    [GeneratedRegex(@"(?<=[\s(])-([A-Z]\w+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\b(about_\w+)")]
    private static partial Regex Topic();
}
