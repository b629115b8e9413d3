using System.Net;
using TikTokBan.Exposures;
using TikTokBan.Removal.Verifying;
using TikTokBan.Tenants;
using TikTokBan.Tests.Sources.Mdm;
using TikTokBan.Tests.Tenants;
using static TikTokBan.Tests.Removal.Verifying.VerifyWorld;

namespace TikTokBan.Tests.Removal.Verifying;

public sealed class VerifyTenantTests : IDisposable
{
    private static readonly DateTimeOffset Soon = ActedAt.AddHours(2);

    private readonly StubIntune _intune = new();
    private readonly VerifyWorld _world = new(StubTenant.TenantId, Windows(1));

    public VerifyTenantTests()
    {
        _intune.Reports["Devices"] = _ => $"DeviceId,DeviceName,OwnerType,OS,LastContact,EnrollmentType,ManagementAgents\r\n{PlanSamples.Intune(1)},PC-1,1,Windows,2023-04-03 20:00:00,windowsAzureADJoin,1\r\n";
        _intune.Reports["AppInvAggregate"] = _ => "ApplicationKey,ApplicationName,ApplicationPublisher,ApplicationVersion,DeviceCount,Platform\r\nk1,TikTok,TikTok Ltd.,1.0,1,Windows\r\n";
        _intune.Reports["AppInvRawData"] = _ => $"ApplicationName,ApplicationPublisher,ApplicationVersion,DeviceId,DeviceName,Platform\r\nTikTok,TikTok Ltd.,1.0,{PlanSamples.Intune(1)},PC-1,Windows\r\n";
        _intune.Reports["DeviceInstallStatusByApp"] = _ => $"DeviceId,DeviceName,AppInstallState,AppInstallStateDetails,HexErrorCode,Platform,LastModifiedDateTime\r\n{PlanSamples.Intune(1)},PC-1,4,The application is in use.,0x80070020,Windows,{Soon:yyyy-MM-dd HH:mm:ss}\r\n";
    }

    public void Dispose()
    {
        _intune.Dispose();
        _world.Dispose();
    }

    [Fact]
    public async Task The_status_of_the_application_that_the_plan_made_is_asked_for_whatever_it_is_called()
    {
        var id = ApplicationId(_world.Plan.Actions.Single(action => action.Kind == "ensureApp").Id);
        _intune.Tenant
            .Json("/v1.0/deviceAppManagement/mobileApps", $$"""{"value":[{"id":"{{id}}","displayName":"To be removed"},{"id":"716eeeee-0000-4000-8000-0000000000ff","displayName":"Calculator"}]}""")
            .Json($"/v1.0/deviceAppManagement/mobileApps/{id}/assignments", """{"value":[{"intent":"uninstall"}]}""");

        var result = await VerifyAsync();

        Assert.Empty(result.Incomplete);
        Assert.Contains(_intune.Orders, order => order.Filter == $"(ApplicationId eq '{id}')");
        var seen = Assert.Single(result.Devices);
        Assert.Equal((DeviceState.StillThere, Soon, "mdm.install-status"), (seen.State, seen.AsOf, seen.Source));
        Assert.Contains("The application is in use (0x80070020).", seen.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_is_refused_is_told_and_makes_nothing_gone()
    {
        _intune.Refuse = order => order.Report is "AppInvAggregate" or "AppInvRawData" ? HttpStatusCode.Forbidden : null;
        _intune.Tenant.Json("/v1.0/deviceAppManagement/mobileApps", """{"value":[]}""");

        var result = await VerifyAsync();

        Assert.Contains(result.Incomplete, problem => problem.StartsWith("mdm.inventory: ", StringComparison.Ordinal));
        Assert.Equal(DeviceState.Invisible, Assert.Single(result.Devices).State);
    }

    [Fact]
    public async Task A_tenant_that_answers_nothing_is_one_problem_and_nothing_is_journaled()
    {
        using var silent = new StubTenant().On(_ => true, _ => throw new HttpRequestException(HttpRequestError.ConnectionError));
        await _world.ApplyAsync();
        await using var session = await silent.ConnectAsync();
        var entries = (await _world.Journal.ReadAsync(_world.Plan.Id)).Count;

        await Assert.ThrowsAsync<TenantException>(() => _world.VerifyAsync(request => request with { Session = session, Exports = null }));

        Assert.Equal(entries, (await _world.Journal.ReadAsync(_world.Plan.Id)).Count);
    }

    [Fact]
    public async Task Another_tenant_than_the_plan_s_is_refused()
    {
        using var other = new VerifyWorld(Windows(1));
        await other.ApplyAsync();
        await using var session = await _intune.Tenant.ConnectAsync();

        await Assert.ThrowsAsync<UnusableInputException>(() => other.VerifyAsync(request => request with { Session = session, Exports = null }));

        Assert.Empty(_intune.Asked);
    }

    private async Task<VerifyResult> VerifyAsync()
    {
        await _world.ApplyAsync();
        await using var session = await _intune.Tenant.ConnectAsync();
        return await _world.VerifyAsync(request => request with { Session = session, Exports = null });
    }

    private static Exposure Windows(int number) => PlanSamples.Phone(number) is var phone
        ? phone with { Device = phone.Device! with { Platform = "windows", Enrolment = "windowsAzureADJoin", Supervised = null } } : phone;
}
