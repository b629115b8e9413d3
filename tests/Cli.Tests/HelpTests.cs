namespace TikTokBan.Cli.Tests;

/// <summary>Every verb explains itself, and the examples it gives can be parsed.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Verbs =>
    [
        "", "demo", "scan", "access", "report", "classify", "judge", "catalogue list", "catalogue show", "directive list", "directive show", "authority new", "block list", "block test",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_ends_with_examples(string verb)
    {
        var run = await Run.OfAsync([.. verb.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.Empty(run.Errors);
        Assert.Contains($"tiktokban {verb}".TrimEnd(), run.Output, StringComparison.Ordinal);
        Assert.Matches(@"Examples:\n(  tiktokban .+\n)+\n$", run.Output);
    }

    [Fact]
    public async Task The_version_is_told()
    {
        var run = await Run.OfAsync("--version");

        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.Matches(@"^\d+\.\d+\.\d+", run.Output);
    }

    [Fact]
    public async Task Every_verb_is_in_the_readme()
    {
        var help = (await Run.OfAsync("--help")).Output;
        var verbs = help[help.IndexOf("Commands:", StringComparison.Ordinal)..help.IndexOf("Examples:", StringComparison.Ordinal)]
            .Split('\n').Skip(1).Select(line => line.Trim().Split(' ')[0]).Where(verb => verb.Length > 0).ToList();
        var readme = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot, "README.md"));
        var changes = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot, "CHANGELOG.md"));

        Assert.Equal(23, verbs.Count);
        Assert.All(verbs, verb => Assert.Contains($"`{verb}", readme, StringComparison.Ordinal));
        Assert.All(verbs, verb => Assert.Contains($"`{verb}", changes, StringComparison.Ordinal));
    }

    private static string RepositoryRoot
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "TikTokBan.slnx")))
                folder = folder.Parent ?? throw new InvalidOperationException("TikTokBan.slnx was not found above the tests");
            return folder.FullName;
        }
    }
}
