using System.Text.Json;

namespace TikTokBan.Cli.Tests;

public sealed class JudgeTests
{
    private const string Violation = """
        { "id": "c1", "directive": "be-federal-716", "date": "2023-04-02", "application": "tiktok", "conduct": "installed", "installedSince": "2023-03-01",
          "person": { "population": ["be-federal"] }, "device": { "payer": { "purchase": "part", "subscription": "none", "use": "none" } } }
        """;

    private const string Unknown = """
        { "id": "c2", "directive": "be-federal-716", "date": "2023-04-02", "application": "tiktok", "conduct": "installed",
          "person": { "population": ["be-federal"] }, "device": { "payer": { "purchase": "none", "subscription": "none" } } }
        """;

    [Fact]
    public async Task Json_has_the_agreed_shape()
    {
        using var folder = new TemporaryFolder();

        var run = await Run.OfAsync("judge", "--cases", folder.Write("cases.json", $"[{Violation},{Unknown}]"), "--format", "json");

        Assert.Equal((ExitStatus.Done, ""), (run.Status, run.Errors));
        using var document = JsonDocument.Parse(run.Bytes);
        var answers = document.RootElement.EnumerateArray().ToList();
        Assert.All(answers, answer => Assert.Equal(["id", "verdict", "deadline", "rule", "basis", "reasons", "missing"], answer.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(["Violation", "Review"], answers.Select(answer => answer.GetProperty("verdict").GetString()));
        Assert.Contains("device.payer.use", answers[1].GetProperty("missing").EnumerateArray().Select(path => path.GetString()));
    }

    [Fact]
    public async Task A_verdict_to_fail_on_is_told_by_the_status()
    {
        using var folder = new TemporaryFolder();
        var cases = folder.Write("cases.json", $"[{Violation}]");

        Assert.Equal(ExitStatus.VerdictMet, (await Run.OfAsync("judge", "--cases", cases, "--fail-on", "review,violation")).Status);
        Assert.Equal(ExitStatus.Done, (await Run.OfAsync("judge", "--cases", cases, "--fail-on", "Exempt", "--fail-on", "Review")).Status);
    }

    [Fact]
    public async Task A_case_that_cannot_be_used_does_not_take_the_others_with_it()
    {
        using var folder = new TemporaryFolder();
        var wrong = Violation.Replace("installed\"", "eaten\"", StringComparison.Ordinal);
        var elsewhere = Violation.Replace("be-federal-716", "no-such-directive", StringComparison.Ordinal);

        var run = await Run.OfAsync("judge", "--cases", folder.Write("cases.json", $"[{wrong},{elsewhere},{Unknown}]"), "--format", "json");

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Equal(2, run.Errors.TrimEnd('\n').Split('\n').Length);
        using var document = JsonDocument.Parse(run.Bytes);
        Assert.Equal("c2", Assert.Single(document.RootElement.EnumerateArray()).GetProperty("id").GetString());
    }
}
