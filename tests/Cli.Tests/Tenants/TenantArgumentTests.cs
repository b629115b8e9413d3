namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>Whoever gives the wrong options of a tenant is told which, in one sentence, and nothing is sent.</summary>
public sealed class TenantArgumentTests
{
    [Theory]
    [InlineData("give --exports with a folder", "scan")]
    [InlineData("Say which tenant", "access")]
    [InlineData("Say how to sign in", "scan --tenant agency.example")]
    [InlineData("--managed-identity and --device-code are two ways", "scan --tenant agency.example --managed-identity --device-code")]
    [InlineData("--token-file is for a tenant, and none is given", "scan --exports . --token-file -")]
    [InlineData("--source is for a tenant", "scan --exports . --source mdm.devices")]
    [InlineData("--capture is for a tenant", "scan --exports . --capture out")]
    [InlineData("--client-secret-file needs --client-id", "access --tenant agency.example --client-secret-file secret.txt")]
    [InlineData("--certificate needs --client-id", "access --tenant agency.example --certificate app.pfx")]
    [InlineData("--client-id is the application's id", "access --tenant agency.example --managed-identity --client-id robot")]
    [InlineData("--certificate-password-file belongs to --certificate", "access --tenant agency.example --device-code --certificate-password-file x")]
    [InlineData("--tenant is the tenant's id or one of its domains", "access --tenant ../../common --device-code")]
    [InlineData("'mars' is not one of global, usGov, doD, china", "access --tenant agency.example --device-code --cloud mars")]
    [InlineData("The Graph endpoint must be https", "access --tenant agency.example --token-file - --graph-endpoint http://graph.example")]
    [InlineData("--list says what every tenant is asked for", "access --list --tenant agency.example")]
    [InlineData("Markdown describes what every tenant is asked for", "access --tenant agency.example --device-code --format markdown")]
    [InlineData("No tenant has a source 'mdm.device'", "access --list --source mdm.device")]
    public async Task A_wrong_option_is_told_in_one_sentence(string sentence, string line)
    {
        var run = await Run.WithInputAsync("made-up-token", line.Split(' '));

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains(sentence, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd('\n').Split('\n'));
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData("", "There is no client secret in it")]
    [InlineData(" \n\t", "There is no client secret in it")]
    [InlineData("one\ntwo", "more than one line")]
    public async Task A_file_without_one_secret_is_refused(string content, string sentence)
    {
        using var folder = new TemporaryFolder();

        var run = await Run.OfAsync("access", "--tenant", "agency.example", "--client-id", "716c0000-0000-4000-8000-0000000000c1", "--client-secret-file", folder.Write("secret", content));

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains(sentence, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_file_that_is_not_there_is_told_with_its_path()
    {
        using var folder = new TemporaryFolder();

        var run = await Run.OfAsync("scan", "--no-ledger", "--tenant", "agency.example", "--token-file", folder["none"]);

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.StartsWith($"{folder["none"]}: There is no such file", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_should_come_through_standard_input_and_does_not_is_unusable()
    {
        var run = await Run.OfAsync("access", "--tenant", "agency.example", "--token-file", "-");

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.StartsWith("standard input: There is no token", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_needed_is_told_without_a_tenant()
    {
        var table = await Run.OfAsync("access", "--list");
        var script = await Run.OfAsync("access", "--list", "--client-id", "716c0000-0000-4000-8000-0000000000c1", "--source", "directory.users", "--format", "powershell");

        Assert.Equal((ExitStatus.Done, ExitStatus.Done), (table.Status, script.Status));
        Assert.Contains("User.Read.All", table.Output, StringComparison.Ordinal);
        Assert.Contains("$ClientId = '716c0000-0000-4000-8000-0000000000c1'", script.Output, StringComparison.Ordinal);
        Assert.Contains("@('User.Read.All')", script.Output, StringComparison.Ordinal);
    }
}
