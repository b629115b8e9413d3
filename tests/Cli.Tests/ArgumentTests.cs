namespace TikTokBan.Cli.Tests;

/// <summary>Whatever is typed wrongly gets one sentence and status 2.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("verb", "")]
    [InlineData("'bogus' is not a verb of tiktokban", "bogus")]
    [InlineData("'shw' is not a verb of tiktokban catalogue", "catalogue shw")]
    [InlineData("command was not provided", "directive")]
    [InlineData("'--nope' is not an option", "scan --exports a --nope")]
    [InlineData("'xml' is not one of table, json, ndjson, csv", "scan --exports a --format xml")]
    [InlineData("'ndjson' is not one of table, json, csv", "classify a --format ndjson")]
    [InlineData("'3/4/2026' is not a date", "scan --exports a --as-of 3/4/2026")]
    [InlineData("'2026-02-30' is not a date", "scan --exports a --as-of 2026-02-30")]
    [InlineData("'Bad' is not one of NotInForce", "scan --exports a --fail-on Bad")]
    [InlineData("'it' is not one of en, fr, nl, de", "directive list --language it")]
    [InlineData("'colour' is not one of name, publisher", "classify --kind colour x")]
    [InlineData("Give a value to classify", "classify")]
    [InlineData("argument missing", "report --out")]
    [InlineData("--ring takes a whole number, not 'x'", "apply plan.json --ring x")]
    [InlineData("--ring-size takes a whole number, not '2.5'", "plan --ring-size 2.5")]
    [InlineData("--valid-days takes a whole number, not '99999999999'", "plan --valid-days 99999999999")]
    [InlineData("--max-failures takes a whole number, not 'x'", "apply plan.json --max-failures x")]
    [InlineData("--max-failures takes a number from 1 on, not 0", "apply plan.json --max-failures 0")]
    [InlineData("--max-failures takes a number from 1 on, not -1", "undo plan.json --max-failures -1")]
    [InlineData("neither a file 'nosuchid' nor a plan", "apply nosuchid")]
    [InlineData("takes the plan's file, not 'latest'", "approve latest --as bram@agency.example")]
    [InlineData("takes the plan's file, not 'latest'", "approve p-0123456789 --as bram@agency.example")]
    [InlineData("takes the plan's file, not 'latest'", "plan --show latest")]
    [InlineData("'everything' is not one of aggregate", "report --out x --detail everything")]
    public async Task A_wrong_argument_gets_one_sentence(string expected, string line)
    {
        var run = await Run.OfAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Empty(run.Output);
        Assert.Contains(expected, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scan --exports DIR")]
    [InlineData("judge --cases DIR")]
    [InlineData("classify --input DIR")]
    [InlineData("directive show no-such-directive")]
    [InlineData("catalogue show no-such-application")]
    [InlineData("report --out DIR --ledger mysql://host/base")]
    public async Task An_input_that_is_not_there_gets_one_sentence(string line)
    {
        using var folder = new TemporaryFolder();

        var run = await Run.OfAsync(line.Replace("DIR", folder["absent"], StringComparison.Ordinal).Split(' '));

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Single(run.Errors.TrimEnd('\n').Split('\n'));
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handle_is_a_value_and_not_a_file_of_arguments()
    {
        var run = await Run.OfAsync("classify", "--kind", "account", "@tiktok");

        Assert.Equal(ExitStatus.Done, run.Status);
        Assert.Contains("@tiktok", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_very_long_word_is_not_repeated_whole()
    {
        var run = await Run.OfAsync(new string('x', 5000));

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.True(run.Errors.Length < 300);
    }
}
