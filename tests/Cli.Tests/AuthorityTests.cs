namespace TikTokBan.Cli.Tests;

public sealed class AuthorityTests
{
    [Fact]
    public async Task A_new_profile_is_written_and_never_over_another()
    {
        using var folder = new TemporaryFolder();

        var first = await Run.OfAsync("authority", "new", "--out", folder["authority.yaml"]);
        await File.AppendAllTextAsync(folder["authority.yaml"], "# mine\n");
        var second = await Run.OfAsync("authority", "new", "--out", folder["authority.yaml"]);

        Assert.Equal(ExitStatus.Done, first.Status);
        Assert.Equal(ExitStatus.Unusable, second.Status);
        Assert.EndsWith("# mine\n", await File.ReadAllTextAsync(folder["authority.yaml"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_output_gets_the_profile_and_nothing_else()
    {
        using var folder = new TemporaryFolder();

        var run = await Run.OfAsync("authority", "new");

        Assert.Empty(run.Errors);
        Authorities.AuthorityProfile.Load(folder.Write("authority.yaml", run.Output));
    }
}
