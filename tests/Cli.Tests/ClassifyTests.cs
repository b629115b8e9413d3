using System.Text.Json;

namespace TikTokBan.Cli.Tests;

public sealed class ClassifyTests
{
    private static readonly string[] Members = ["value", "kind", "result", "application", "class", "indicator", "confirmedBy", "reason"];

    [Fact]
    public async Task Json_has_the_agreed_shape_and_nothing_else()
    {
        var run = await Run.OfAsync("classify", "com.zhiliaoapp.musically", "www.tiktok.com", "Notepad", "--format", "json");

        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.NotEqual(0xEF, run.Bytes[0]);
        using var document = JsonDocument.Parse(run.Bytes);
        var answers = document.RootElement.EnumerateArray().ToList();
        Assert.All(answers, answer => Assert.Equal(Members, answer.EnumerateObject().Select(member => member.Name)));
        Assert.Equal(["com.zhiliaoapp.musically", "www.tiktok.com", "Notepad"], answers.Select(answer => answer.GetProperty("value").GetString()));
        Assert.Equal(["covered", "covered", "notCovered"], answers.Select(answer => answer.GetProperty("result").GetString()));
        Assert.Equal(["package", "domain", "name"], answers.Select(answer => answer.GetProperty("kind").GetString()));
        Assert.All(answers, answer => Assert.NotEmpty(answer.GetProperty("reason").GetString()!));
    }

    [Theory]
    [InlineData("values.json", """[ { "value": "www.tiktok.com", "kind": "domain" }, { "value": "Notepad", "kind": "name" }, "TikTok", ]""")]
    [InlineData("values.csv", "value,kind\nwww.tiktok.com,domain\nNotepad,name\nTikTok,\n")]
    [InlineData("excel.csv", "\uFEFFKind;Value\r\nDomain;www.tiktok.com\r\nname;Notepad\r\n;TikTok\r\n")]
    public async Task A_file_of_values_is_read(string name, string text)
    {
        using var folder = new TemporaryFolder();

        var run = await Run.OfAsync("classify", "--input", folder.Write(name, text), "--format", "csv");

        Assert.Equal("", run.Errors);
        var lines = run.Output.Split("\r\n");
        Assert.StartsWith("value,kind,result,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("www.tiktok.com,domain,covered,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("Notepad,name,notCovered,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("TikTok,name,covered,", lines[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_is_a_file_too()
    {
        var run = await Run.WithInputAsync("value\nwww.tiktok.com\n", "classify", "--input", "-", "--format", "csv");

        Assert.Contains("www.tiktok.com,domain,covered,", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("name,kind\nx,y\n", ":1: ")]
    [InlineData("value,kind\nx,name\ny,colour\n", ":3: 'colour' is no kind")]
    [InlineData("value,kind\nx,name\ny\n", ":3: ")]
    [InlineData("value,kind\nx,\"name\ny,name\n", ":2: ")]
    [InlineData("[ {\"value\": \"x\"},\n {\"value\": ]", ":2: ")]
    [InlineData("[ {\"value\": \"x\"}, {\"kind\": \"name\"} ]", "item 2")]
    [InlineData("[ {\"value\": \"x\", \"kind\": \"colour\"} ]", "item 1")]
    [InlineData("{\"value\": \"x\"}", "array")]
    public async Task A_file_that_cannot_be_used_says_where_and_why(string text, string expected)
    {
        using var folder = new TemporaryFolder();

        var run = await Run.OfAsync("classify", "--input", folder.Write("values", text), "--format", "json");

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_spreadsheet_runs_no_formula_of_ours()
    {
        var run = await Run.OfAsync("classify", "=cmd|' /C calc'!A0", "--kind", "name", "--format", "csv");

        Assert.DoesNotContain("\n=cmd", run.Output, StringComparison.Ordinal);
        Assert.Contains("'=cmd", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_shows_no_control_codes_of_others()
    {
        var run = await Run.OfAsync("classify", "Tik\u001b[2JTok\u202e", "--kind", "name");

        Assert.DoesNotContain('\u001b', run.Output);
        Assert.DoesNotContain('\u202e', run.Output);
    }
}
