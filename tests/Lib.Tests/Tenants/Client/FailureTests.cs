using System.Net;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Tenants.Client;

public sealed class FailureTests
{
    [Theory]
    [InlineData(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.", TenantFailure.Denied)]
    [InlineData(403, "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "Neither tenant is B2C or tenant doesn't have premium license", TenantFailure.NotLicensed)]
    [InlineData(403, "Forbidden", "AADPremiumLicenseRequired: this needs a licence", TenantFailure.NotLicensed)]
    [InlineData(400, "BadRequest", "Tenant does not have a SPO license.", TenantFailure.NotLicensed)]
    [InlineData(400, "BadRequest", "'take' operator: Failed to resolve table or column expression named 'EmailEvents'", TenantFailure.NotLicensed)]
    [InlineData(403, "Forbidden", "The tenant is not onboarded to Global Secure Access", TenantFailure.NotLicensed)]
    [InlineData(400, "Request_BadRequest", "Invalid filter clause: property assignedLicenses", TenantFailure.Refused)]
    [InlineData(400, "BadRequest", "Resource not found for the segment 'networkAccess'.", TenantFailure.NotSupported)]
    [InlineData(400, "BadRequest", "No method match route template", TenantFailure.NotSupported)]
    [InlineData(404, "ResourceNotFound", "not here", TenantFailure.NotSupported)]
    [InlineData(404, "Request_ResourceNotFound", "Resource '716' does not exist", TenantFailure.NotFound)]
    [InlineData(501, "NotImplemented", "no", TenantFailure.NotSupported)]
    [InlineData(410, "syncStateNotFound", "resync", TenantFailure.Gone)]
    [InlineData(400, "Directory_ExpiredPageToken", "expired", TenantFailure.Gone)]
    [InlineData(400, "BadRequest", "no", TenantFailure.Refused)]
    [InlineData(302, "Moved", "elsewhere", TenantFailure.BadAnswer)]
    [InlineData(409, "Conflict", "no", TenantFailure.Refused)]
    [InlineData(503, "ServiceUnavailable", "subscription service is down", TenantFailure.Unavailable)]
    public async Task Each_refusal_has_its_kind(int status, string code, string message, TenantFailure kind)
    {
        var failure = await ClientFixture.FailureAsync(TestOperations.Trace, ClientFixture.Error((HttpStatusCode)status, code, message));

        Assert.Equal((kind, (HttpStatusCode)status, code), (failure.Failure, failure.Status!.Value, failure.Code));
    }

    [Theory]
    [InlineData(404, "ResourceNotFound", "not here")]
    [InlineData(400, "BadRequest", "Resource not found for the segment 'users'.")]
    [InlineData(501, "NotImplemented", "no")]
    public async Task What_every_tenant_has_is_missed_and_not_merely_absent(int status, string code, string message)
    {
        var failure = await ClientFixture.FailureAsync(TestOperations.Users, ClientFixture.Error((HttpStatusCode)status, code, message));

        Assert.False(failure.IsAbsence);
        Assert.Contains("check the endpoint and the cloud", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_thing_that_is_not_there_is_no_service_that_is_not_there() => Assert.Equal(
        TenantFailure.NotFound,
        (await ClientFixture.FailureAsync(TestOperations.Wipe, ClientFixture.Error(HttpStatusCode.NotFound, "ResourceNotFound", "not here"))).Failure);

    [Fact]
    public async Task A_refusal_names_the_permission_the_place_and_the_request()
    {
        var failure = await ClientFixture.FailureAsync(
            TestOperations.Users with { Application = ["User.Read.All"], Delegated = ["User.ReadBasic.All"], DelegatedRole = "Directory Readers" },
            ClientFixture.Answer(HttpStatusCode.Forbidden, """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges.","innerError":{"request-id":"716bbbbb-0000-4000-8000-000000000001"}}}"""));

        Assert.Equal(
            "GET /v1.0/users (directory.users) is not allowed: grant the application permission User.Read.All, or where a person signs in the delegated permission User.ReadBasic.All, who also needs the role Directory Readers, and consent to it. "
            + "The service says Authorization_RequestDenied: Insufficient privileges. Request 716bbbbb-0000-4000-8000-000000000001.",
            failure.Message);
        Assert.Equal("716bbbbb-0000-4000-8000-000000000001", failure.RequestId);
    }

    [Fact]
    public async Task Words_that_Intune_wraps_in_a_document_are_unwrapped()
    {
        const string Message = "{\\\"_version\\\":3,\\\"Message\\\":\\\"Application must have one of the following scopes: DeviceManagementManagedDevices.Read.All - Operation ID: 7\\\",\\\"CustomApiErrorPhrase\\\":\\\"\\\"}";

        var failure = await ClientFixture.FailureAsync(TestOperations.Devices, ClientFixture.Error(HttpStatusCode.Forbidden, "Forbidden", Message));

        Assert.Equal("Application must have one of the following scopes: DeviceManagementManagedDevices.Read.All - Operation ID: 7", failure.ServiceMessage);
    }

    [Theory]
    [InlineData("Token eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiJ9.eyJhdWQiOiI3MTYifQ.c2lnbmVk is bad", "eyJ")]
    [InlineData("Bearer 0123456789canary0123456789 was refused", "canary")]
    [InlineData("see https://x.blob.core.windows.net/a.zip?sv=1&sig=canary%3D for more", "canary")]
    [InlineData("secret 8Q~canarycanarycanary0123456789abcdefghijk is wrong", "canary")]
    [InlineData("User canary.person@agency.example has no licence to kill", "canary")]
    [InlineData("User 'canary_person#EXT#@agency.example' not found", "canary")]
    public async Task What_must_not_be_repeated_is_not(string message, string canary)
    {
        var failure = await ClientFixture.FailureAsync(TestOperations.Users, ClientFixture.Error(HttpStatusCode.BadRequest, "BadRequest", message));

        Assert.DoesNotContain(canary, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(canary, failure.ServiceMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_words_are_cut()
    {
        var failure = await ClientFixture.FailureAsync(TestOperations.Users, ClientFixture.Error(HttpStatusCode.BadRequest, "BadRequest", string.Concat(Enumerable.Repeat("many words ", 500))));

        Assert.InRange(failure.ServiceMessage!.Length, 250, 300);
    }

    [Fact]
    public async Task A_gateway_that_answers_in_markup_is_no_mystery()
    {
        var failure = await ClientFixture.FailureAsync(TestOperations.Users, ClientFixture.Answer(HttpStatusCode.OK, "<!DOCTYPE html><html><body>Sign in to the Wi-Fi</body></html>"));

        Assert.Equal(TenantFailure.BadAnswer, failure.Failure);
        Assert.Contains("web page", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_said_of_an_id_names_the_declared_path_and_not_the_id()
    {
        var failure = await ClientFixture.FailureAsync(TestOperations.Wipe, ClientFixture.Error(HttpStatusCode.BadRequest, "BadRequest", "no"));

        Assert.Contains("/managedDevices/{id}/wipe", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError, "not known")]
    [InlineData(HttpRequestError.ConnectionError, "could not be reached")]
    [InlineData(HttpRequestError.SecureConnectionError, "secure connection")]
    [InlineData(HttpRequestError.ProxyTunnelError, "proxy")]
    public async Task What_never_answers_says_why(HttpRequestError error, string words)
    {
        var failure = await ClientFixture.FailureAsync(TestOperations.Users, () => throw new HttpRequestException(error, "x"));

        Assert.Equal(TenantFailure.Unavailable, failure.Failure);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Documented_refusals_are_read()
    {
        var throttled = await ClientFixture.FailureAsync(TestOperations.Users, ClientFixture.Answer(HttpStatusCode.TooManyRequests, Sample("error.graph-429.json")));
        var refused = await ClientFixture.FailureAsync(TestOperations.Users, ClientFixture.Answer(HttpStatusCode.BadRequest, Sample("error.graph-advancedquery-missing-consistencylevel.json")));

        Assert.Equal(("TooManyRequests", "94fb3b52-452a-4535-a601-69e0a90e3aa2"), (throttled.Code, throttled.RequestId));
        Assert.Equal("$count is not currently supported.", refused.ServiceMessage);
    }

    private static string Sample(string name) => File.ReadAllText(Repository.Shared("data", "graph", "samples", name));
}
