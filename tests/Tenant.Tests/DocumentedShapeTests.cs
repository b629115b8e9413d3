using System.Text.Json;

namespace TikTokBan.Tenant.Tests;

public sealed class DocumentedShapeTests(SharedTenant shared) : IClassFixture<SharedTenant>
{
    private static readonly string Samples = Path.Combine(SampleTenant.Root, "..", "shared", "data", "graph", "samples");

    [SkippableTheory]
    [InlineData("v1.0.messagingtrace-list.response.1.json", "v1.0/admin/exchange/tracing/messageTraces")]
    [InlineData("v1.0.oauth2permissiongrant-list.response.1.json", "v1.0/oauth2PermissionGrants")]
    [InlineData("v1.0.intune-devices-detectedapp-list.response.1.json", "v1.0/deviceManagement/detectedApps")]
    public async Task Rows_have_the_properties_of_the_documented_ones(string sample, string target)
    {
        var path = Path.Combine(Samples, sample);
        Skip.IfNot(File.Exists(path), "the facts folder beside the repository lacks the documented samples");
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(path), new JsonDocumentOptions { AllowTrailingCommas = true });
        using var client = new TenantClient(shared.Tenant);

        var row = (await client.GetAsync(target)).GetProperty("value")[0];

        var documented = document.RootElement.GetProperty("value")[0].EnumerateObject().Select(member => member.Name).Where(name => !name.StartsWith('@'));
        Assert.Empty(documented.Except(row.EnumerateObject().Select(member => member.Name)));
    }

    [SkippableFact]
    public async Task An_export_job_has_the_properties_of_the_documented_one()
    {
        var path = Path.Combine(Samples, "intune.exportjob-devices-notstarted.response.1.json");
        Skip.IfNot(File.Exists(path), "the facts folder beside the repository lacks the documented samples");
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(path));
        using var client = new TenantClient(shared.Tenant);

        var job = await client.PostAsync("v1.0/deviceManagement/reports/exportJobs", await File.ReadAllTextAsync(Path.Combine(Samples, "intune.exportjob-devices-create.request.1.json")));

        Assert.Equal(document.RootElement.EnumerateObject().Select(member => member.Name).Order(), job.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal("notStarted", job.GetProperty("status").GetString());
    }
}
