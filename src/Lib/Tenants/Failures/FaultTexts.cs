using System.Text.Json;
using TikTokBan.Tenants.Repeats;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Tenants.Failures;

/// <summary>Tells of a failed attempt what it was, and words that follow the name of the operation.</summary>
internal static class FaultTexts
{
    public static (Fault Fault, TenantFailure Failure, string What) Of(Exception error) => error switch
    {
        OperationCanceledException => (Fault.TooSlow, TenantFailure.Unavailable, "was not answered in time; try again later"),
        BadAnswerException => (Fault.Nonsense, TenantFailure.BadAnswer, error.Message),
        JsonException or InvalidDataException => (Fault.Nonsense, TenantFailure.BadAnswer, "was answered with text that is broken or isn't JSON; try again later, and if it stays so, give the request's id to Microsoft's support"),
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => (Fault.Unreached, TenantFailure.Unavailable, "failed: the service's name is not known to this network; check the connection and the endpoint"),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => (Fault.Barred, TenantFailure.Unavailable, "failed: no secure connection to the service came about; check the clock, the proxy and the certificates that this machine trusts"),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => (Fault.Barred, TenantFailure.Unavailable, "failed: the proxy let nothing through to the service; check the proxy's settings"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => (Fault.Unreached, TenantFailure.Unavailable, "failed: the service could not be reached; check the connection and the endpoint"),
        _ => (Fault.Broken, TenantFailure.Unavailable, "failed: the connection broke each time; try again later"),
    };
}
