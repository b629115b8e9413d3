using System.Text.Json;

namespace TikTokBan.Cli.Tests;

/// <summary>From a scan to an approved plan, as an administrator types it.</summary>
public sealed class PlanTests : IDisposable
{
    private const string Tenant = "71600000-0000-4000-8000-000000000001";

    private readonly TemporaryFolder _folder = new();

    private string Ledger => _folder["ledger.db"];

    private string Plan => _folder["plan.json"];

    private static string Samples => Path.Combine(ProductFiles.Samples, "authority");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_scan_is_planned_shown_and_approved_by_somebody_else()
    {
        await ScanAsync();
        var made = await MakeAsync("--organisation", "regions");
        Assert.Equal(ExitStatus.Done, made.Status);
        Assert.Contains("nothing of it is done", made.Errors, StringComparison.Ordinal);
        Assert.Contains("Left to people", made.Output, StringComparison.Ordinal);
        using (var plan = JsonDocument.Parse(await File.ReadAllTextAsync(Plan)))
            Assert.All(plan.RootElement.GetProperty("devices").EnumerateArray(), device => Assert.Equal("regions", device.GetProperty("organisation").GetString()));

        var shown = await Run.OfAsync("plan", "--show", Plan, "--format", "markdown", "--language", "nl");
        Assert.Equal((ExitStatus.Done, ""), (shown.Status, shown.Errors));
        Assert.StartsWith("# Verwijderingsplan p-", shown.Output, StringComparison.Ordinal);
        var listed = await Run.OfAsync("plan", "--show", Plan);
        using (var plan = JsonDocument.Parse(await File.ReadAllTextAsync(Plan)))
        {
            Assert.All(plan.RootElement.GetProperty("devices").EnumerateArray(), device => Assert.All(new[] { listed.Output, shown.Output }, text =>
            {
                Assert.Contains(device.GetProperty("name").GetString()!, text, StringComparison.Ordinal);
                Assert.Contains(device.GetProperty("user").GetString()!, text, StringComparison.Ordinal);
            }));
        }

        var own = await Run.OfAsync("approve", Plan, "--as", "Ada@agency.example");
        Assert.Equal(ExitStatus.Unusable, own.Status);
        Assert.Contains("four eyes", own.Errors, StringComparison.Ordinal);
        var approved = await Run.OfAsync("approve", Plan, "--as", "bram@agency.example");
        Assert.Equal((ExitStatus.Done, ""), (approved.Status, approved.Errors));
        Assert.True(File.Exists(_folder["plan.bram@agency.example.approval.json"]));
        Assert.Equal(ExitStatus.Unusable, (await Run.OfAsync("approve", Plan, "--as", "bram@agency.example")).Status);
        Assert.Equal(ExitStatus.Unusable, (await MakeAsync("--organisation", "regions")).Status);
        Assert.Equal(ExitStatus.Done, (await MakeAsync("--organisation", "regions", "--force")).Status);
    }

    [Fact]
    public async Task What_exceeds_a_limit_leaves_no_file_and_says_what_to_do()
    {
        await ScanAsync();
        var made = await MakeAsync();

        Assert.Equal(ExitStatus.Unusable, made.Status);
        Assert.Contains("50 are allowed", made.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Plan));
    }

    [Fact]
    public async Task Of_many_devices_the_table_shows_some_of_each_ring_and_the_document_all()
    {
        var authority = _folder["authority.yaml"];
        var profile = await File.ReadAllTextAsync(Path.Combine(Samples, "authority.yaml"));
        await File.WriteAllTextAsync(authority, profile.Replace("limits: { devices: 50, share: 0.05 }", "limits: { devices: 500, share: 0.9 }", StringComparison.Ordinal));
        Assert.NotEqual(ExitStatus.Unusable, (await Run.OfAsync("scan", "--exports", Samples, "--authority", authority, "--as-of", "2026-11-16", "--ledger", Ledger)).Status);
        var made = await MakeAsync("--authority", authority);
        Assert.Equal("", made.Errors.Contains("are allowed", StringComparison.Ordinal) ? made.Errors : "");

        var table = (await Run.OfAsync("plan", "--show", Plan)).Output;
        var document = (await Run.OfAsync("plan", "--show", Plan, "--format", "markdown")).Output;
        using var plan = JsonDocument.Parse(await File.ReadAllTextAsync(Plan));
        var devices = plan.RootElement.GetProperty("devices").EnumerateArray().Select(device => (Ring: device.GetProperty("ring").GetInt32(), Name: device.GetProperty("name").GetString()!)).ToList();
        Assert.True(devices.Count > 60);
        Assert.All(devices, device => Assert.Contains($"| {device.Ring} | {device.Name} ", document, StringComparison.Ordinal));
        foreach (var ring in devices.GroupBy(device => device.Ring))
        {
            Assert.All(ring.Take(20), device => Assert.Contains(device.Name, table, StringComparison.Ordinal));
            Assert.Equal(ring.Count() > 20, table.Contains($"… and {ring.Count() - 20} more", StringComparison.Ordinal));
        }

        Assert.Contains("--format markdown", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_plan_is_neither_shown_nor_approved()
    {
        await ScanAsync();
        await MakeAsync("--organisation", "regions");
        await File.WriteAllTextAsync(Plan, (await File.ReadAllTextAsync(Plan)).Replace("\"ring\": 2", "\"ring\": 1", StringComparison.Ordinal));

        foreach (var verb in new[] { await Run.OfAsync("plan", "--show", Plan), await Run.OfAsync("approve", Plan, "--as", "bram@agency.example") })
        {
            Assert.Equal((ExitStatus.Unusable, ""), (verb.Status, verb.Output));
            Assert.Contains("changed after it was made", verb.Errors, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("another authority profile", "--authority", "")]
    [InlineData("not the id of a tenant", "--tenant", "agency.example")]
    [InlineData("found nothing of the application", "--application", "tiktak")]
    [InlineData("holds no scan", "--scan", "s-none")]
    [InlineData("rings", "--canary", "0")]
    public async Task Bad_input_is_one_sentence_and_leaves_no_file(string says, string option, string value)
    {
        await ScanAsync();
        var other = _folder["other.yaml"];
        await File.WriteAllTextAsync(other, "populations: [be-federal]\n");
        var made = await MakeAsync("--organisation", "regions", option, option == "--authority" ? other : value);

        Assert.Equal(ExitStatus.Unusable, made.Status);
        Assert.Contains(says == "rings" ? "size of a ring" : says, made.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Plan));
    }

    private async Task ScanAsync() =>
        Assert.NotEqual(ExitStatus.Unusable, (await Run.OfAsync("scan", "--exports", Samples, "--as-of", "2026-11-16", "--ledger", Ledger)).Status);

    private Task<Run> MakeAsync(params string[] options)
    {
        List<string> arguments = ["plan", "--ledger", Ledger, "--out", Plan, "--author", "ada@agency.example", "--scan-days", "30000", .. options];
        if (!options.Contains("--tenant"))
            arguments.AddRange(["--tenant", Tenant]);
        if (!options.Contains("--authority"))
            arguments.AddRange(["--authority", Path.Combine(Samples, "authority.yaml")]);
        return Run.OfAsync([.. arguments]);
    }
}
