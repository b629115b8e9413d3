using System.Text.RegularExpressions;
using Azure.Identity;
using TikTokBan.Tenants.Failures;

namespace TikTokBan.Tenants.SignIn;

/// <summary>Makes one sentence of what Azure.Identity has to say about a failure, which is a page.</summary>
internal static partial class SignInFailures
{
    public static TenantException Of(SignInMethod method, Uri login, Exception error)
    {
        var text = string.Join(' ', Chain(error).Select(one => Wrapping().Replace(one.Message, "").Trim()).Distinct());
        var code = Codes().Match(text) is { Success: true } match ? match.Value : null;
        var reason = code is null ? WithoutCode(method, login, error, text) : $"{Known(code) ?? Words(text, code)} ({code})";
        return new TenantException(TenantFailure.SignIn, $"Signing in with {Article(method)} failed: {reason}.") { Code = code };
    }

    private static string? Known(string code) => code switch
    {
        "AADSTS700016" => "the tenant doesn't know the application; check the application's id and the tenant",
        "AADSTS7000229" => "the application has no service principal in the tenant; have an administrator consent to it",
        "AADSTS7000215" => "the client secret is wrong; give the secret's value, not its id",
        "AADSTS7000222" => "the client secret has expired; make a new one for the application",
        "AADSTS700027" => "the application doesn't have this certificate, or it has expired; upload its public part to the application",
        "AADSTS700024" or "AADSTS5002738" => "the assertion is not valid at this time; check this machine's clock",
        "AADSTS70021" or "AADSTS700211" or "AADSTS700212" or "AADSTS700213" => "the application trusts no such token of another issuer; check its federated credentials",
        "AADSTS90002" or "AADSTS900023" => "there is no such tenant in this cloud; check its id and the cloud",
        "AADSTS65001" => "nobody has consented to the application; have an administrator consent to it",
        "AADSTS53003" or "AADSTS530003" or "AADSTS530084" => "a Conditional Access policy of the tenant forbids it",
        "AADSTS50076" or "AADSTS50079" or "AADSTS50158" => "the tenant asks for a second factor, which this way to sign in can't give",
        "AADSTS70020" or "AADSTS70019" => "the code was not used in time; start again",
        "AADSTS70018" or "AADSTS70017" => "the sign-in was declined",
        "AADSTS50105" => "the account is not assigned to the application; have an administrator assign it",
        "AADSTS500011" => "the tenant doesn't know the service that the token is for; check the cloud",
        "AADSTS7000218" => "the application is not a public client; allow public client flows for it, or name another one",
        _ => null,
    };

    private static string WithoutCode(SignInMethod method, Uri login, Exception error, string text) => error switch
    {
        OperationCanceledException => $"{Place(method, login)} did not answer in time",
        _ when Chain(error).Any(one => one is HttpRequestException or System.Net.Sockets.SocketException) =>
            $"{Place(method, login)} could not be reached; check the connection",
        CredentialUnavailableException when method is ManagedIdentitySignIn =>
            "this machine has no managed identity, or not that one; run it in Azure with the identity assigned, or sign in in another way",
        _ when method is ManagedIdentitySignIn =>
            $"the machine's identity service gave no token ({Words(text, null)}); check that the identity is assigned to this machine, or sign in in another way",
        ArgumentException => "the tenant or the application is not named in a form that the login service takes; give their ids",
        _ when Chain(error).Any(one => one is System.Security.Cryptography.CryptographicException) => "the certificate's private key can't be used; check that it may be read by this account",
        _ => Words(text, null),
    };

    private static string Place(SignInMethod method, Uri login) => method is ManagedIdentitySignIn ? "the machine's identity service" : login.Host;

    // What the service says, up to where it begins to speak to its own support.
    private static string Words(string text, string? code)
    {
        var start = code is null ? 0 : text.IndexOf(code, StringComparison.Ordinal) + code.Length;
        var words = text[start..].TrimStart(':', ' ');
        var end = Noise().Match(words) is { Success: true } noise ? noise.Index : words.Length;
        return Redaction.Of(words[..end])?.TrimEnd('.', ' ') ?? "the login service gave no reason";
    }

    private static string Article(SignInMethod method) => method switch
    {
        TokenSignIn => "the caller's token",
        InteractiveSignIn => "a browser",
        CertificateSignIn or ClientSecretSignIn or DeviceCodeSignIn => $"a {method.Name}",
        _ => method.Name,
    };

    private static IEnumerable<Exception> Chain(Exception error)
    {
        for (Exception? one = error; one is not null; one = one.InnerException)
        {
            yield return one;
            if (one is AggregateException several)
            {
                foreach (var inner in several.InnerExceptions.SelectMany(Chain))
                    yield return inner;
            }
        }
    }

    // What the library puts before the words of the service, which its inner exceptions then repeat.
    [GeneratedRegex(@"\b\w+Credential authentication failed: ", RegexOptions.NonBacktracking)]
    private static partial Regex Wrapping();

    [GeneratedRegex(@"\bAADSTS\d{4,8}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Codes();

    [GeneratedRegex(@"\s*(Trace ID|Correlation ID|Timestamp|See the troubleshooting guide|To troubleshoot|Original exception|Status: \d|Content:|Headers:|\r?\n)", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Noise();
}
