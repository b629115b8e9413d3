using System.Diagnostics;
using System.Text.Json;

namespace TikTokBan.Cli.Tests;

public sealed class WaiverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Ledger => _folder["ledger.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_waiver_is_granted_listed_tested_and_revoked()
    {
        var granted = await Grant("us-omb-m-23-13", "--evidence", "DOS-117", "--condition", "wifi=no,singlePurpose", "--format", "json");
        Assert.Equal((ExitStatus.Done, ""), (granted.Status, granted.Errors));
        using (var document = JsonDocument.Parse(granted.Bytes))
        {
            var waiver = document.RootElement.GetProperty("waiver");
            Assert.Equal("an@agency.example", waiver.GetProperty("holder").GetString());
            Assert.True(waiver.GetProperty("documented").GetBoolean());
            Assert.False(waiver.GetProperty("conditions").GetProperty("wifi").GetBoolean());
            Assert.True(document.RootElement.GetProperty("test").GetProperty("exempts").GetBoolean());
        }

        var id = Assert.Single(await List()).GetProperty("id").GetString()!;
        Assert.Equal(ExitStatus.Done, (await Run.OfAsync("waiver", "test", id, "--as-of", "9998-12-31", "--ledger", Ledger)).Status);
        Assert.Equal(ExitStatus.Failed, (await Run.OfAsync("waiver", "test", id, "--as-of", "2020-01-01", "--ledger", Ledger)).Status);

        var revoked = await Run.OfAsync("waiver", "revoke", id.ToLowerInvariant(), "--as", "ada@agency.example", "--why", "no longer needed", "--ledger", Ledger);
        Assert.Equal((ExitStatus.Done, ""), (revoked.Status, revoked.Errors));
        var listed = Assert.Single(await List());
        Assert.Equal("revoked", listed.GetProperty("state").GetString());
        Assert.Equal("no longer needed", listed.GetProperty("revoked").GetProperty("why").GetString());
        var tested = await Run.OfAsync("waiver", "test", id, "--ledger", Ledger);
        Assert.Equal(ExitStatus.Failed, tested.Status);
        Assert.Contains("It was revoked on", tested.Output, StringComparison.Ordinal);
        Assert.Equal(ExitStatus.Unusable, (await Run.OfAsync("waiver", "revoke", id, "--as", "ada", "--why", "again", "--ledger", Ledger)).Status);
    }

    [Fact]
    public async Task Under_the_federal_ban_it_is_registered_only_when_one_insists()
    {
        var refused = await Grant("be-federal-716");
        Assert.Equal(ExitStatus.Unusable, refused.Status);
        Assert.Contains("Review", refused.Errors, StringComparison.Ordinal);
        Assert.Single(refused.Errors.TrimEnd('\n').Split('\n'));
        Assert.False(File.Exists(Ledger));

        var granted = await Grant("be-federal-716", "--without-effect");
        Assert.Equal(ExitStatus.Done, granted.Status);
        Assert.Contains("Does not exempt under be-federal-716", granted.Output, StringComparison.Ordinal);
        Assert.Contains("Review in place of RemoveBy, Violation", granted.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("four eyes", "--holder", "SMTP:ada@agency.onmicrosoft.com")]
    [InlineData("'because' is not known; known are authorisation", "--kind", "because")]
    [InlineData("expired on 2020-01-01 already", "--valid-from", "2019-01-01", "--expires", "2020-01-01")]
    [InlineData("before it begins", "--valid-from", "9999-01-02", "--expires", "9999-01-01")]
    [InlineData("'2027-02-29' is not a date", "--expires", "2027-02-29")]
    [InlineData("neither yes nor no", "--documented", "maybe")]
    [InlineData("neither yes nor no", "--condition", "wifi=perhaps")]
    [InlineData("both as met and as not met", "--condition", "wifi", "--condition", "WIFI=no")]
    [InlineData("the condition 'bluetooth' is not known", "--condition", "bluetooth")]
    [InlineData("the catalogue has no application 'tiktak'", "--application", "tiktak")]
    [InlineData("there is no directive 'nowhere'", "--directive", "nowhere")]
    public async Task Bad_input_is_one_sentence_and_status_2_and_leaves_nothing(string says, params string[] options)
    {
        var run = await Grant("us-omb-m-23-13", options);

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains(says, run.Errors, StringComparison.Ordinal);
        Assert.Single(run.Errors.TrimEnd('\n').Split('\n'));
        Assert.Equal("", run.Output);
        Assert.False(File.Exists(Ledger));
    }

    [Theory]
    [InlineData("waiver list")]
    [InlineData("waiver test WL-2026-0001")]
    [InlineData("progress")]
    [InlineData("ledger list")]
    [InlineData("block status --token-file -")]
    public async Task What_only_reads_a_ledger_says_when_there_is_none(string verb)
    {
        var run = await Run.OfAsync([.. verb.Split(' '), "--ledger", Ledger]);
        Assert.Equal((ExitStatus.Unusable, ""), (run.Status, run.Output));
        Assert.Contains("there is no ledger here", run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Ledger));
    }

    [Fact]
    public async Task A_described_waiver_is_tested_without_a_ledger()
    {
        string[] described = ["waiver", "test", "--directive", "us-omb-m-23-13", "--kind", "law-enforcement", "--approver", "designee", "--expires", "2027-01-31", "--as-of", "2026-11-16", "--ledger", Ledger];

        Assert.Equal(ExitStatus.Done, (await Run.OfAsync([.. described, "--documented"])).Status);
        var lacking = await Run.OfAsync([.. described, "--documented", "no", "--format", "json"]);
        Assert.Equal((ExitStatus.Failed, ""), (lacking.Status, lacking.Errors));
        using var document = JsonDocument.Parse(lacking.Bytes);
        var lack = Assert.Single(document.RootElement.GetProperty("exceptions")[0].GetProperty("lacks").EnumerateArray());
        Assert.Equal(("waiver.documented", "false"), (lack.GetProperty("path").GetString(), lack.GetProperty("actual").GetString()));
        Assert.Equal(ExitStatus.Failed, (await Run.OfAsync([.. described, "--documented", "--blanket"])).Status);
        Assert.Equal(ExitStatus.Unusable, (await Run.OfAsync("waiver", "test", "--kind", "operational")).Status);
        Assert.Equal(ExitStatus.Unusable, (await Run.OfAsync("waiver", "test", "WL-2026-0001", "--kind", "operational", "--ledger", Ledger)).Status);
        Assert.False(File.Exists(Ledger));
    }

    [Fact]
    public async Task Of_a_ledger_whose_waivers_were_erased_it_is_not_said_that_there_never_was_one()
    {
        Assert.Equal(ExitStatus.Done, (await Grant("us-omb-m-23-13")).Status);
        var erased = await Run.OfAsync("ledger", "erase", "an@agency.example", "--as", "dpo@agency.example", "--force", "--confirm", "--ledger", Ledger);
        Assert.Equal(ExitStatus.Done, erased.Status);

        var list = await Run.OfAsync("waiver", "list", "--ledger", Ledger);
        Assert.Equal(ExitStatus.Done, list.Status);
        Assert.Contains("none was registered, or all were erased", list.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_are_filtered_and_safe_in_a_spreadsheet()
    {
        var missing = await Run.OfAsync("waiver", "list", "--ledger", Ledger);
        Assert.Equal(ExitStatus.Unusable, missing.Status);
        Assert.Contains("there is no ledger here", missing.Errors, StringComparison.Ordinal);
        await Grant("us-omb-m-23-13", "--motive", "=HYPERLINK(\"x\")");
        await Grant("uk-gov-devices");

        var csv = await Run.OfAsync("waiver", "list", "--ledger", Ledger, "--format", "csv");
        Assert.Equal(3, csv.Output.TrimEnd('\n').Split('\n').Length);
        Assert.DoesNotContain(",=HYPERLINK", csv.Output, StringComparison.Ordinal);
        Assert.Equal("uk-gov-devices", Assert.Single(await List("--directive", "UK-gov-devices")).GetProperty("directive").GetString());
        Assert.Equal(2, (await List("--state", "valid")).Count);
        Assert.Empty(await List("--state", "revoked,expired"));
        Assert.Equal(2, (await List("--state", "expired", "--as-of", "9999-12-31")).Count);
    }

    [Fact]
    public async Task Two_processes_that_grant_at_once_both_keep_theirs()
    {
        var processes = Enumerable.Range(0, 4).Select(number => Start(Arguments("us-omb-m-23-13", "--motive", $"number {number}"))).ToList();
        foreach (var process in processes)
        {
            var errors = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, errors);
            process.Dispose();
        }

        var listed = await List();
        Assert.Equal(["number 0", "number 1", "number 2", "number 3"], listed.Select(waiver => waiver.GetProperty("motive").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(4, listed.Select(waiver => waiver.GetProperty("id").GetString()).Distinct().Count());
    }

    private async Task<List<JsonElement>> List(params string[] options)
    {
        var run = await Run.OfAsync(["waiver", "list", "--ledger", Ledger, "--format", "json", .. options]);
        Assert.Equal(ExitStatus.Done, run.Status);
        return [.. JsonDocument.Parse(run.Bytes).RootElement.EnumerateArray()];
    }

    private Task<Run> Grant(string directive, params string[] options) => Run.OfAsync(Arguments(directive, options));

    // An option that is given again takes the place of the usual one.
    private string[] Arguments(string directive, params string[] options)
    {
        (string Name, string Value)[] usual =
        [
            ("--directive", directive), ("--holder", "an@agency.example"), ("--kind", "law-enforcement"), ("--approver", "head"), ("--approved-by", "Ada Ash"),
            ("--as", "ada@agency.example"), ("--motive", "Open-source inquiries"), ("--documented", "yes"), ("--expires", "9998-12-31"), ("--ledger", Ledger),
        ];
        return ["waiver", "grant", .. usual.Where(option => !options.Contains(option.Name)).SelectMany(option => new[] { option.Name, option.Value }), .. options];
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }
}
