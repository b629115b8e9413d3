using System.Text.Json;
using TikTokBan.Tenant;
using TikTokBan.Tenant.Http;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>From a scan to a tenant that is rid of it, and back, as an administrator types it.</summary>
public sealed class RemovalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Ledger => _folder["ledger.db"];

    private string Plan => _folder["plan.json"];

    private static string Samples => Path.Combine(ProductFiles.Samples, "authority");

    private static string Authority => Path.Combine(Samples, "authority.yaml");

    // The sample's own register of waivers has a line that can't be read, and a line that can't be read may be an exception.
    private string Registers
    {
        get
        {
            var folder = Directory.CreateDirectory(_folder["registers"]).FullName;
            foreach (var file in Directory.GetFiles(Path.Combine(Samples, "registers")))
                File.WriteAllLines(Path.Combine(folder, Path.GetFileName(file)), File.ReadLines(file).Where(line => !line.Contains("because", StringComparison.Ordinal)));
            return folder;
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_plan_is_shown_carried_out_looked_at_and_taken_back()
    {
        await using var tenant = await StartAsync();
        await PlanAsync(tenant);
        await ApproveAsync();
        var before = tenant.State.Snapshot();

        tenant.Log.Clear();
        var shown = await OfAsync(tenant, "apply", Plan, "--authority", Authority, "--registers", Registers, "--what-if");
        Assert.True(shown.Status == ExitStatus.Done, shown.Output + shown.Errors);
        Assert.Contains("POST " + tenant.Endpoint.AbsoluteUri + "v1.0/groups", shown.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was sent", shown.Errors, StringComparison.Ordinal);
        Assert.Empty(Writes(tenant));

        var applied = await OfAsync(tenant, "apply", Plan, "--authority", Authority, "--registers", Registers, "--format", "json");
        Assert.True(applied.Status == ExitStatus.Done, applied.Output + applied.Errors);
        Assert.Empty(SchemaCheck.Find("run.schema.json", applied.Output));
        using (var run = JsonDocument.Parse(applied.Bytes))
        {
            Assert.Equal([1], run.RootElement.GetProperty("rings").EnumerateArray().Select(ring => ring.GetInt32()));
            Assert.True(run.RootElement.GetProperty("outcomes").GetProperty("done").GetInt32() > 3);
        }

        tenant.Log.Clear();
        var again = await OfAsync(tenant, "apply", Plan, "--authority", Authority);
        Assert.Equal(ExitStatus.Done, again.Status);
        Assert.Contains("--ring 2 (-Ring 2) carries out the next ring", again.Errors, StringComparison.Ordinal);
        Assert.Empty(Writes(tenant));
        var all = await OfAsync(tenant, "apply", "latest", "--approval", Approval, "--authority", Authority, "--registers", Registers, "--all-rings");
        Assert.True(all.Status == ExitStatus.Done, all.Output + all.Errors);
        Assert.Contains("✓ done", all.Output, StringComparison.Ordinal);

        var verified = await OfAsync(tenant, "verify", "latest", "--authority", Authority, "--format", "json");
        Assert.True(verified.Status is ExitStatus.Done or ExitStatus.Incomplete, verified.Errors);
        Assert.Empty(SchemaCheck.Find("verified.schema.json", verified.Output));
        Assert.Equal(ExitStatus.VerdictMet, (await OfAsync(tenant, "verify", "latest", "--authority", Authority, "--fail-on", "waitingForCheckIn,stillThere,blocked,gone")).Status);

        var progress = await Run.OfAsync("progress", "latest", "--ledger", Ledger);
        Assert.Equal((ExitStatus.Done, ""), (progress.Status, progress.Errors));
        Assert.Matches("[0-9]+ actions: [0-9]+ done", progress.Output);
        Assert.Empty(SchemaCheck.Find("progress.schema.json", (await Run.OfAsync("progress", "--format", "json", "--ledger", Ledger)).Output));

        var undone = await OfAsync(tenant, "undo", "latest");
        Assert.True(undone.Status == ExitStatus.Done, undone.Output + undone.Errors);
        Assert.Equal(before, tenant.State.Snapshot());
        var late = await OfAsync(tenant, "apply", Plan, "--authority", Authority);
        Assert.Equal(ExitStatus.Unusable, late.Status);
        Assert.Contains("taken back", late.Errors, StringComparison.Ordinal);
        Assert.Contains("taken back", (await Run.OfAsync("progress", "latest", "--ledger", Ledger)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_approval_nothing_is_sent()
    {
        await using var tenant = await StartAsync();
        await PlanAsync(tenant);
        tenant.Log.Clear();

        var run = await OfAsync(tenant, "apply", Plan, "--authority", Authority);

        Assert.Equal(ExitStatus.Unusable, run.Status);
        Assert.Contains("needs 1 approval", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Writes(tenant));
    }

    [Fact]
    public async Task An_edited_plan_another_tenants_plan_and_another_plans_approval_change_nothing()
    {
        await using var tenant = await StartAsync();
        await PlanAsync(tenant);
        await ApproveAsync();
        tenant.Log.Clear();
        var other = _folder["other.json"];
        await File.WriteAllTextAsync(other, (await File.ReadAllTextAsync(Plan)).Replace("\"ring\": 2", "\"ring\": 1", StringComparison.Ordinal));
        var edited = await OfAsync(tenant, "apply", other, "--approval", Approval, "--authority", Authority);
        Assert.Equal(ExitStatus.Unusable, edited.Status);
        Assert.Contains("changed after it was made", edited.Errors, StringComparison.Ordinal);

        File.Delete(other);
        await PlanAsync(tenant, "71600000-0000-4000-8000-00000000ffff", other);
        var elsewhere = await OfAsync(tenant, "apply", other, "--tenant", tenant.TenantId, "--approval", Approval, "--authority", Authority);
        Assert.Equal(ExitStatus.Unusable, elsewhere.Status);
        Assert.Contains("is for the tenant 71600000-0000-4000-8000-00000000ffff", elsewhere.Errors, StringComparison.Ordinal);

        File.Delete(other);
        await PlanAsync(tenant, tenant.TenantId, other, "--canary", "3");
        var approved = await OfAsync(tenant, "apply", other, "--approval", Approval, "--authority", Authority);
        Assert.Equal(ExitStatus.Unusable, approved.Status);
        Assert.Contains("have this plan approved", approved.Errors, StringComparison.Ordinal);
        Assert.Empty(Writes(tenant));
    }

    [Fact]
    public async Task A_register_that_can_t_be_read_in_full_stops_it()
    {
        await using var tenant = await StartAsync();
        await PlanAsync(tenant);
        await ApproveAsync();
        tenant.Log.Clear();

        var run = await OfAsync(tenant, "apply", Plan, "--authority", Authority, "--registers", Samples);

        Assert.Equal((ExitStatus.Unusable, ""), (run.Status, run.Output));
        Assert.Contains("Line 8 can't be read, and may be an exception", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Writes(tenant));
    }

    [Theory]
    [InlineData("apply", "nowhere.json")]
    [InlineData("apply", "p-0000000000000000")]
    [InlineData("undo", "latest")]
    [InlineData("verify", "latest")]
    [InlineData("progress", "p-0000000000000000")]
    public async Task A_plan_that_is_not_there_is_one_sentence(string verb, string plan)
    {
        var run = verb == "progress" ? await Run.OfAsync(verb, plan, "--ledger", Ledger) : await Run.OfAsync(verb, plan, "--ledger", Ledger, "--token-file", "-");

        Assert.Equal((ExitStatus.Unusable, ""), (run.Status, run.Output));
        Assert.Single(run.Errors.Trim().Split('\n'));
    }

    private string Approval => _folder["plan.bram@agency.example.approval.json"];

    private static Task<FakeTenant> StartAsync() => FakeTenant.StartAsync(new FakeTenantOptions { Exports = Samples, Throttles = false, ExportDuration = TimeSpan.FromMilliseconds(50) });

    private static IEnumerable<LoggedRequest> Writes(FakeTenant tenant) => tenant.Log.Requests.Where(request =>
        request.Method != "GET" && !request.Path.Contains("exportJobs", StringComparison.OrdinalIgnoreCase) && !request.Path.Contains("runHuntingQuery", StringComparison.OrdinalIgnoreCase));

    private Task<Run> OfAsync(FakeTenant tenant, string verb, params string[] more) => Run.WithInputAsync(
        tenant.Tokens.Issue(),
        [verb, "--token-file", "-", "--graph-endpoint", tenant.Endpoint.AbsoluteUri, "--defender-endpoint", tenant.DefenderEndpoint.AbsoluteUri, "--ledger", Ledger, .. more]);

    private async Task PlanAsync(FakeTenant tenant, string? id = null, string? file = null, params string[] more)
    {
        if (!File.Exists(Ledger))
            Assert.Equal(ExitStatus.Done, (await OfAsync(tenant, "scan", "--tenant", tenant.TenantId, "--authority", Authority, "--exports", Path.Combine(Samples, "registers"))).Status);
        var made = await Run.OfAsync(
            ["plan", "--tenant", id ?? tenant.TenantId, "--author", "ada@agency.example", "--authority", Authority, "--organisation", "regions", "--scan-days", "30000", "--ledger", Ledger, "--out", file ?? Plan, .. more]);
        Assert.True(made.Status is ExitStatus.Done or ExitStatus.Incomplete, made.Errors);
    }

    private async Task ApproveAsync() => Assert.Equal(ExitStatus.Done, (await Run.OfAsync("approve", Plan, "--as", "bram@agency.example")).Status);
}
