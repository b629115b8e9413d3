using System.Text.Json;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>Scans of a made-up tenant, from the command line to the exit status.</summary>
public sealed class TenantScanTests
{
    private static readonly string Samples = Path.Combine(ProductFiles.Samples, "authority");

    [Fact]
    public async Task A_scan_reads_the_tenant_that_is_named()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        tenant.State.Users.Set("""{"id":"716aaaaa-0000-4000-8000-00000000000a","userPrincipalName":"a@agency.example"}""");

        var run = await TenantRun.ScanAsync(tenant, "--source", "directory.users", "--format", "json");

        Assert.Equal(ExitStatus.Done, run.Status);
        using var document = JsonDocument.Parse(run.Bytes);
        Assert.Equal(1, document.RootElement.GetProperty("summary").GetProperty("people").GetInt32());
    }

    [Fact]
    public async Task Registers_are_read_beside_the_tenant()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Samples, "registers", "registre-financement.csv"), folder["registre-financement.csv"]);
        folder.Write("authority.yaml", await File.ReadAllTextAsync(Path.Combine(Samples, "authority.yaml")));

        var run = await TenantRun.ScanAsync(tenant, "--exports", folder[""], "--source", "directory.users,directory.devices", "--format", "json");

        using var document = JsonDocument.Parse(run.Bytes);
        Assert.NotEqual(JsonValueKind.Null, document.RootElement.GetProperty("summary").GetProperty("authority").ValueKind);
        var read = document.RootElement.GetProperty("coverage").EnumerateArray().Where(line => line.GetProperty("state").GetString() == "read").Select(line => line.GetProperty("source").GetString());
        Assert.Superset(new HashSet<string?>(["directory.users", "directory.devices", "funding.register"]), read.ToHashSet());
    }

    [Fact]
    public async Task A_source_that_is_refused_is_told_by_the_status_and_the_others_are_read()
    {
        await using var tenant = await TenantRun.EmptyAsync(options => options with { Permissions = ["Device.Read.All"] });

        var run = await TenantRun.ScanAsync(tenant, "--source", "directory.users", "--source", "directory.devices");

        Assert.Equal(ExitStatus.Incomplete, run.Status);
        Assert.Contains("Not read in full: graph/users", run.Errors, StringComparison.Ordinal);
        Assert.Contains("User.Read.All", run.Errors, StringComparison.Ordinal);
        Assert.Contains("✓ read", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_tenant_does_not_have_is_a_failure_only_when_it_was_named()
    {
        await using var tenant = await TenantRun.EmptyAsync();

        var unnamed = await TenantRun.ScanAsync(tenant, "--cloud", "china");
        var named = await TenantRun.ScanAsync(tenant, "--cloud", "china", "--source", "mail.trace");

        Assert.Equal((ExitStatus.Done, ExitStatus.Incomplete), (unnamed.Status, named.Status));
        Assert.Contains("○ not available", named.Errors, StringComparison.Ordinal);
        Assert.Contains("Not available: ", named.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_lies_beside_the_ledger_unless_there_is_none()
    {
        await using var tenant = await TenantRun.EmptyAsync();
        using var folder = new TemporaryFolder();
        string[] line = ["scan", "--tenant", tenant.TenantId, "--token-file", folder.Write("token", tenant.Tokens.Issue()), "--graph-endpoint", tenant.Endpoint.AbsoluteUri, "--source", "directory.users"];

        var kept = await Run.OfAsync([.. line, "--ledger", folder["ledger.db"]]);

        Assert.Equal(ExitStatus.Done, kept.Status);
        Assert.Contains("Kept as scan", kept.Errors, StringComparison.Ordinal);
        Assert.True(Directory.Exists(Path.Combine(folder["tenants"], tenant.TenantId)));
        Directory.Delete(folder["tenants"], recursive: true);
        Assert.Equal(ExitStatus.Done, (await Run.OfAsync([.. line, "--no-ledger"])).Status);
        Assert.False(Directory.Exists(folder["tenants"]));
    }

    [SkippableFact]
    public async Task A_file_that_others_may_read_is_warned_of()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such permissions");
        if (OperatingSystem.IsWindows())
            return;
        await using var tenant = await TenantRun.EmptyAsync();
        using var folder = new TemporaryFolder();
        var file = folder.Write("token", tenant.Tokens.Issue() + "\n");
        string[] line = ["access", "--tenant", tenant.TenantId, "--token-file", file, "--graph-endpoint", tenant.Endpoint.AbsoluteUri, "--source", "directory.users"];

        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        var open = await Run.OfAsync(line);
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        var closed = await Run.OfAsync(line);

        Assert.Equal((ExitStatus.Done, ExitStatus.Done), (open.Status, closed.Status));
        Assert.Contains("chmod 600", open.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("chmod", closed.Errors, StringComparison.Ordinal);
    }
}
