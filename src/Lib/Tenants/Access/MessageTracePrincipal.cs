using System.Net;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Access;

/// <summary>The service principal that message trace needs in a tenant, and which no tenant has from the start.</summary>
internal static class MessageTracePrincipal
{
    public const string AppId = MailFlowOperations.TraceApplication;

    public const string HowToCreate =
        $"Message trace isn't set up in this tenant: create its service principal once (New-MgServicePrincipal -AppId {AppId}), and allow a few hours until it works.";

    /// <summary>Whether that is why a request was refused: the service answers 401 although the token is good.</summary>
    public static bool IsMissing(TenantOperation operation, TenantException refusal) =>
        refusal.Failure == TenantFailure.NotProvisioned
        || (operation.Service == ServiceFamily.MessageTrace && refusal.Status == HttpStatusCode.Unauthorized);
}
