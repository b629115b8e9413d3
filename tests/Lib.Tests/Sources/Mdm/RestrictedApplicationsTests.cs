using TikTokBan.Exposures;
using TikTokBan.Tests.Tenants;

namespace TikTokBan.Tests.Sources.Mdm;

public sealed class RestrictedApplicationsTests : IDisposable
{
    private const string Policies = "/beta/deviceManagement/deviceCompliancePolicies";
    private const string Settings = "/v1.0/deviceManagement/deviceCompliancePolicySettingStateSummaries";
    private const string TikTok = """{"name":"TikTok","appId":"com.zhiliaoapp.musically"}""";
    private const string Other = """{"name":"Calculator","appId":"com.apple.calculator"}""";

    private readonly StubTenant _tenant = new();

    public void Dispose() => _tenant.Dispose();

    [Fact]
    public async Task A_device_that_breaks_a_list_of_one_application_has_it_but_for_a_doubt()
    {
        var exposure = Assert.Single((await ScanAsync(TikTok)).Exposures);

        Assert.Equal("tiktok", exposure.Application);
        Assert.NotEqual(Confidence.Confirmed, exposure.Confidence);
    }

    [Fact]
    public async Task Of_several_restricted_applications_it_is_not_said_which()
    {
        var scan = await ScanAsync(TikTok, Other);

        Assert.Contains("one of several restricted applications", Assert.Single(Assert.Single(scan.Exposures).Evidence).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_that_the_list_leaves_out_is_asked_for_by_its_id()
    {
        _tenant.Json(Settings, """{"value":[{"id":"AndroidCompliancePolicy.PasswordRequired","setting":"AndroidCompliancePolicy.PasswordRequired"}]}""");

        Assert.Single((await ScanAsync(TikTok)).Exposures);
    }

    [Fact]
    public async Task Where_nothing_covered_is_restricted_there_is_nothing_to_read()
    {
        var coverage = Assert.Single((await ScanAsync(Other)).Coverage, line => line.Source == "mdm.restricted-apps");

        Assert.Equal("unavailable", coverage.State);
        Assert.Contains("No compliance policy restricts", coverage.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_beta_that_refuses_is_an_absence()
    {
        var coverage = Assert.Single((await ScanAsync(null)).Coverage, line => line.Source == "mdm.restricted-apps");

        Assert.Equal("unavailable", coverage.State);
    }

    private async Task<ScanResult> ScanAsync(params string[]? restricted)
    {
        if (restricted is not null)
            _tenant.Json(Policies, $$"""{"value":[{"@odata.type":"#microsoft.graph.iosCompliancePolicy","restrictedApps":[{{string.Join(',', restricted)}}]},{"@odata.type":"#microsoft.graph.macOSCompliancePolicy"}]}""");
        _tenant
            .Json(Settings, """{"value":[{"id":"IosCompliancePolicy.RestrictedApps","setting":"IosCompliancePolicy.RestrictedApps","settingName":"Restricted apps","platformType":"iOS"}]}""")
            .Json(Settings + "/IosCompliancePolicy.RestrictedApps/deviceComplianceSettingStates", """
                {"value":[
                  {"id":"1","deviceId":"716aaaaa-0000-4000-8000-0000000000d1","deviceName":"PHONE-1","state":"nonCompliant","userPrincipalName":"ann@agency.example"},
                  {"id":"2","deviceId":"716aaaaa-0000-4000-8000-0000000000d2","deviceName":"PHONE-2","state":"compliant"},
                  {"id":"3","deviceId":"716aaaaa-0000-4000-8000-0000000000d3","deviceName":"PHONE-3","state":"notApplicable"}]}
                """);
        await using var session = await _tenant.ConnectAsync();
        return (await TenantScan.RunAsync(new TenantScanRequest { Session = session, AsOf = new(2026, 11, 16), Sources = ["mdm.restricted-apps"] }, null, CancellationToken.None)).Scan;
    }
}
