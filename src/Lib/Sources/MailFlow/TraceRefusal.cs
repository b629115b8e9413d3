using System.Net;
using System.Text.Json;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.MailFlow;

/// <summary>Finds out why message trace doesn't accept a token that is good everywhere else: the tenant must know the application that it runs as.</summary>
internal static class TraceRefusal
{
    private const string Create =
        $"create it once with New-MgServicePrincipal -AppId {MailFlowOperations.TraceApplication}, or POST /servicePrincipals {{\"appId\":\"{MailFlowOperations.TraceApplication}\"}} "
        + "(Application.ReadWrite.All), and scan again some hours later.";

    /// <summary>The refusal with its cause, where that can be told; the refusal itself otherwise.</summary>
    public static async Task<TenantException> ExplainAsync(LiveScan scan, TenantException refusal, CancellationToken cancellationToken)
    {
        if (refusal.Status != HttpStatusCode.Unauthorized)
            return refusal;
        var request = scan.Client.Raw(HttpMethod.Get, $"v1.0/servicePrincipals(appId='{MailFlowOperations.TraceApplication}')?$select=id,accountEnabled");
        try
        {
            var answer = await scan.Client.SendAsync(MailFlowOperations.TracePrincipal, request, cancellationToken).ConfigureAwait(false);
            return IsDisabled(answer.Json)
                ? Unprovisioned(refusal, $"The service principal of message trace (appId {MailFlowOperations.TraceApplication}) is disabled in this tenant; enable it in Entra's enterprise applications and scan again.")
                : Unprovisioned(refusal, $"Message trace doesn't accept the sign-in yet, although the tenant has its service principal (appId {MailFlowOperations.TraceApplication}): it takes some hours after the principal was made; scan again later.");
        }
        catch (TenantException problem) when (problem.Status == HttpStatusCode.NotFound)
        {
            return Unprovisioned(refusal, $"Message trace has no service principal in this tenant: {Create}");
        }
        catch (TenantException problem) when (problem.Status != HttpStatusCode.Unauthorized)
        {
            return Unprovisioned(refusal, $"Message trace doesn't accept the sign-in, most likely because it has no service principal in this tenant: {Create}");
        }
        catch (TenantException)
        {
            // The token is good for nothing, so the refusal says all there is.
            return refusal;
        }
    }

    private static bool IsDisabled(ReadOnlyMemory<byte> principal)
    {
        try
        {
            using var document = JsonDocument.Parse(principal, JsonRowReader.Lenient);
            return JsonBlocks.SingleOf(document) is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("accountEnabled", out var enabled) && enabled.ValueKind == JsonValueKind.False;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static TenantException Unprovisioned(TenantException refusal, string message) =>
        new(TenantFailure.NotProvisioned, message, refusal) { Status = refusal.Status, Code = refusal.Code, RequestId = refusal.RequestId };
}
