using System.CommandLine;
using TikTokBan.Cli.Options;
using TikTokBan.Tenants;

namespace TikTokBan.Cli.Tenants;

/// <summary>The options that reach a tenant, each made anew for its verb.</summary>
internal sealed class TenantOptionSet
{
    public Option<string?> Tenant { get; } = new("--tenant") { Description = "The tenant: its id, or one of its domains. With exactly one way to sign in.", HelpName = "ID" };

    public Option<bool> ManagedIdentity { get; } = new("--managed-identity") { Description = "Sign in with the identity that Azure gives to this machine or runbook; --client-id picks one of several." };

    public Option<string?> Certificate { get; } = new("--certificate") { Description = "Sign in with a certificate and its private key: a PFX or PEM file. Needs --client-id.", HelpName = "FILE" };

    public Option<string?> CertificatePassword { get; } = new("--certificate-password-file") { Description = "File with the password of --certificate.", HelpName = "FILE" };

    public Option<string?> Thumbprint { get; } = new("--certificate-thumbprint") { Description = "Sign in with a certificate of this user's or machine's own store. Needs --client-id.", HelpName = "HEX" };

    public Option<string?> ClientSecret { get; } = new("--client-secret-file") { Description = "Sign in with the application's secret, which this file holds; - is standard input. Needs --client-id.", HelpName = "FILE" };

    public Option<bool> WorkloadIdentity { get; } = new("--workload-identity") { Description = "Sign in with the token of another issuer (AZURE_FEDERATED_TOKEN_FILE), such as Kubernetes or GitHub." };

    public Option<bool> DeviceCode { get; } = new("--device-code") { Description = "Sign in as a person, with a code to type on another device." };

    public Option<bool> Interactive { get; } = new("--interactive") { Description = "Sign in as a person, in a browser of this machine." };

    public Option<string?> Token { get; } = new("--token-file") { Description = "Use the bearer token that this file holds; - is standard input.", HelpName = "FILE" };

    public Option<string?> ClientId { get; } = new("--client-id") { Description = "The application that signs in.", HelpName = "ID" };

    public Option<TenantCloud> Cloud { get; } = new("--cloud")
    {
        Description = "The tenant's cloud.",
        HelpName = "global|usgov|dod|china",
        DefaultValueFactory = _ => TenantCloud.Global,
        CustomParser = result => Parsing.OneOf(result, Enum.GetValues<TenantCloud>()),
    };

    public Option<string?> Graph { get; } = Endpoint("--graph-endpoint", "Microsoft Graph");

    public Option<string?> Defender { get; } = Endpoint("--defender-endpoint", "Defender for Endpoint");

    public Option<string?> Login { get; } = Endpoint("--login-endpoint", "the sign-in");

    /// <summary>Each way to sign in. Exactly one is used.</summary>
    public IReadOnlyList<Option> Ways => [ManagedIdentity, Certificate, Thumbprint, ClientSecret, WorkloadIdentity, DeviceCode, Interactive, Token];

    public void AddTo(Command verb, bool withTenant = true)
    {
        if (withTenant)
            verb.Options.Add(Tenant);
        foreach (var option in (IEnumerable<Option>)[.. Ways, CertificatePassword, ClientId, Cloud, Graph, Defender, Login])
            verb.Options.Add(option);
    }

    /// <summary>Kinds of source that are meant; null for all but the optional ones.</summary>
    public static Option<string[]> Sources() => new("--source")
    {
        Description = "Only these kinds of source, such as mdm.inventory; may be given more than once, or several with commas. 'access --list' names them.",
        HelpName = "KIND",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };

    private static Option<string?> Endpoint(string name, string what) => new(name) { Description = $"Where {what} is, instead of the cloud's own place: https, or http on this machine.", HelpName = "URI" };
}
