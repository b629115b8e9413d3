using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TikTokBan.Tests.House;

/// <summary>What holds for every file, whoever wrote it.</summary>
public sealed partial class CommittedFilesTests
{
    // Names a machine's own folders or a package host; put together here so that this file doesn't name them either.
    private static readonly string[] Foreign =
        [$"api.{"nuget"}.org", $"registry.{"npmjs"}.org", $"deb.{"debian"}.org", $"/{"work"}/", $"/{"root"}/", $"/home/{"runner"}", $"C:\\{"Users"}\\"];

    public static TheoryData<string> Projects => [.. CommittedFiles.All.Where(path => path.EndsWith(".csproj", StringComparison.Ordinal))];

    [Fact]
    public void There_are_files_to_look_at() => Assert.True(CommittedFiles.OfText.Count() > 30);

    [Fact]
    public void Text_is_utf8_without_mark_ends_with_one_newline_and_has_no_carriage_return()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var wrong = new List<string>();
        // The sample reports are byte for byte what the product writes, and a list ends its lines as RFC 4180 says.
        foreach (var path in CommittedFiles.OfText.Where(path => !path.StartsWith("docs/sample-report/", StringComparison.Ordinal)))
        {
            var bytes = File.ReadAllBytes(Repository.At(path.Split('/')));
            var text = strict.GetString(bytes);
            if (text.Length > 0 && (text[0] == '\uFEFF' || text[^1] != '\n' || text.EndsWith("\n\n", StringComparison.Ordinal) || text.Contains('\r', StringComparison.Ordinal)))
                wrong.Add(path);
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_file_names_a_machine_or_a_package_host() => Assert.Empty(
        from path in CommittedFiles.OfText
        let text = CommittedFiles.Read(path)
        from word in Foreign
        where text.Contains(word, StringComparison.OrdinalIgnoreCase)
        select $"{path}: {word}");

    [Fact]
    public void Nothing_is_left_to_do_later() => Assert.Empty(
        from path in CommittedFiles.OfText
        where path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".sh", StringComparison.Ordinal) || path.EndsWith(".yaml", StringComparison.Ordinal)
        where Unfinished().IsMatch(CommittedFiles.Read(path))
        select path);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Versions_are_stated_in_one_place(string project) => Assert.DoesNotContain(
        XDocument.Load(Repository.At(project.Split('/'))).Descendants("PackageReference"),
        reference => reference.Attribute("Version") is not null);

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_project_is_in_the_solution(string project) =>
        Assert.Contains($"\"{project}\"", File.ReadAllText(Repository.At("TikTokBan.slnx")), StringComparison.Ordinal);

    [Fact]
    public void Every_pinned_version_is_exact() => Assert.All(
        XDocument.Load(Repository.At("Directory.Packages.props")).Descendants("PackageVersion"),
        package => Assert.Matches(@"^\d+(\.\d+)+(-[\w.-]+)?$", package.Attribute("Version")!.Value));

    [Fact]
    public void No_source_file_makes_its_reader_scroll_for_long() => Assert.Empty(
        from path in CommittedFiles.All
        where path.EndsWith(".cs", StringComparison.Ordinal)
        let lines = File.ReadLines(Repository.At(path.Split('/'))).Count()
        where lines > 400
        select $"{path}: {lines} lines");

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b")]
    private static partial Regex Unfinished();
}
