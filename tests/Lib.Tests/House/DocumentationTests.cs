using System.Text.RegularExpressions;

namespace TikTokBan.Tests.House;

/// <summary>What the documents say is there.</summary>
public sealed partial class DocumentationTests
{
    private static string Manifest => CommittedFiles.Read("TikTokBan.psd1");

    public static TheoryData<string> Documents => [.. CommittedFiles.OfText.Where(path => path.EndsWith(".md", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_link_to_a_file_leads_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Repository.At(document.Split('/')))!;
        var broken = Link().Matches(CommittedFiles.Read(document))
            .Select(match => match.Groups[1].Value)
            .Where(target => !target.Contains("://", StringComparison.Ordinal) && !Path.Exists(Path.Combine(folder, target)));

        Assert.Empty(broken);
    }

    [Fact]
    public void Every_cmdlet_is_documented_and_every_documented_cmdlet_exists()
    {
        var exported = Cmdlet().Matches(Manifest).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal).ToList();
        var written = CommittedFiles.All
            .Where(path => path.StartsWith("src/Module/Cmdlets/Commands/", StringComparison.Ordinal))
            .Select(path => Declared().Match(CommittedFiles.Read(path)))
            .Select(match => $"{match.Groups[1].Value}-{match.Groups[2].Value}").Order(StringComparer.Ordinal);

        Assert.NotEmpty(exported);
        Assert.Equal(written, exported);
        Assert.All(exported, name => Assert.Contains($"| [`{name}`](docs/cmdlets/{name}.md) |", CommittedFiles.Read("README.md"), StringComparison.Ordinal));
        Assert.All(exported, name => Assert.Contains($"`{name}`", CommittedFiles.Read("CHANGELOG.md"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_version_is_the_same_everywhere()
    {
        // The manifest is where it stands; what is built takes it from there.
        var version = typeof(ProductFiles).Assembly.GetName().Version!.ToString(3);

        Assert.Contains($"ModuleVersion        = '{version}'", Manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_decision_is_numbered_once()
    {
        var numbers = CommittedFiles.All
            .Where(path => path.StartsWith("docs/decisions/", StringComparison.Ordinal))
            .Select(path => Path.GetFileName(path)[..4]).ToList();

        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.Matches("^[0-9]{4}$", number));
        Assert.Distinct(numbers);
    }

    [GeneratedRegex(@"\]\(([^)#\s]+)[^)]*\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^\s+'([A-Z][a-z]+-[A-Z]\w+)'", RegexOptions.Multiline)]
    private static partial Regex Cmdlet();

    [GeneratedRegex("\\[Cmdlet\\(Verbs\\w+\\.(\\w+), \"(\\w+)\"")]
    private static partial Regex Declared();
}
