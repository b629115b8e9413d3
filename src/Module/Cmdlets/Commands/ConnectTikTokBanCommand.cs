using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Signs in to a tenant, for the cmdlets of this session.</summary>
[Cmdlet(VerbsCommunications.Connect, "TikTokBan", DefaultParameterSetName = "Interactive")]
[OutputType(typeof(TenantConnection))]
public sealed class ConnectTikTokBanCommand : AsyncCmdlet
{
    private string? _certificate;

    /// <summary>The tenant's id, or one of its domains.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "The tenant's id, or one of its domains.")]
    [Alias("TenantId")]
    [ValidateNotNullOrEmpty]
    public string Tenant { get; set; } = "";

    /// <summary>Signs in with the identity that Azure gives to this machine or runbook.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ManagedIdentity", HelpMessage = "Signs in with the identity that Azure gives to this machine or runbook.")]
    public SwitchParameter ManagedIdentity { get; set; }

    /// <summary>Signs in with this certificate, which has its private key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Certificate", HelpMessage = "Signs in with this certificate, which has its private key.")]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Signs in with the certificate in this PFX or PEM file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "CertificatePath", HelpMessage = "Signs in with the certificate in this PFX or PEM file.")]
    [ValidateNotNullOrEmpty]
    public string? CertificatePath { get; set; }

    /// <summary>Password of the file.</summary>
    [Parameter(ParameterSetName = "CertificatePath", HelpMessage = "Password of the file.")]
    public SecureString? CertificatePassword { get; set; }

    /// <summary>Signs in with a certificate of this user's or machine's own store.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "CertificateThumbprint", HelpMessage = "Signs in with a certificate of this user's or machine's own store.")]
    [ValidateNotNullOrEmpty]
    public string? CertificateThumbprint { get; set; }

    /// <summary>Signs in with an application's secret.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ClientSecret", HelpMessage = "Signs in with an application's secret.")]
    public SecureString? ClientSecret { get; set; }

    /// <summary>Signs in with the token of another issuer, such as Kubernetes or GitHub.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "WorkloadIdentity", HelpMessage = "Signs in with the token of another issuer, such as Kubernetes or GitHub.")]
    public SwitchParameter WorkloadIdentity { get; set; }

    /// <summary>Signs in as a person, with a code to type on another device.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "DeviceCode", HelpMessage = "Signs in as a person, with a code to type on another device.")]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>Signs in as a person, in a browser of this machine; so does giving no way at all.</summary>
    [Parameter(ParameterSetName = "Interactive", HelpMessage = "Signs in as a person, in a browser of this machine.")]
    public SwitchParameter Interactive { get; set; }

    /// <summary>Uses a bearer token that the caller has. It isn't renewed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "AccessToken", HelpMessage = "Uses a bearer token that you have. It isn't renewed.")]
    public SecureString? AccessToken { get; set; }

    /// <summary>Uses the tokens that this script gives, as SecureString or text; it is run again before one expires, with the scope as its argument.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "AccessTokenScript", HelpMessage = "Uses the tokens that this script gives, as SecureString or text; it is run again before one expires.")]
    public ScriptBlock? AccessTokenScript { get; set; }

    /// <summary>The application that signs in, or the user-assigned managed identity.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Certificate", HelpMessage = "The application that signs in, or the user-assigned managed identity.")]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "CertificatePath", HelpMessage = "The application that signs in, or the user-assigned managed identity.")]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "CertificateThumbprint", HelpMessage = "The application that signs in, or the user-assigned managed identity.")]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ClientSecret", HelpMessage = "The application that signs in, or the user-assigned managed identity.")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "ManagedIdentity", HelpMessage = "The application that signs in, or the user-assigned managed identity.")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "WorkloadIdentity", HelpMessage = "The application that signs in, or the user-assigned managed identity.")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "DeviceCode", HelpMessage = "The application that signs in, or the user-assigned managed identity.")]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = "Interactive", HelpMessage = "The application that signs in, or the user-assigned managed identity.")]
    public Guid? ClientId { get; set; }

    /// <summary>The tenant's cloud.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The tenant's cloud.")]
    public TenantCloud Cloud { get; set; }

    /// <summary>What this session calls the tenant; without it, what -Tenant says.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "What this session calls the tenant; without it, what -Tenant says.")]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>Where Microsoft Graph is, instead of the cloud's own place: https, or http on this machine.</summary>
    [Parameter(HelpMessage = "Where Microsoft Graph is, instead of the cloud's own place: https, or http on this machine.")]
    public string? GraphEndpoint { get; set; }

    /// <summary>Where Defender for Endpoint is, likewise.</summary>
    [Parameter(HelpMessage = "Where Defender for Endpoint is, likewise.")]
    public string? DefenderEndpoint { get; set; }

    /// <summary>Where tokens are issued, likewise.</summary>
    [Parameter(HelpMessage = "Where tokens are issued, likewise.")]
    public string? LoginEndpoint { get; set; }

    /// <summary>Writes the session, so that it can be named by it.</summary>
    [Parameter(HelpMessage = "Writes the session, so that it can be named by it.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(Prepare, async (script, pipeline, cancellation) =>
    {
        script?.Through(pipeline);

        // A browser that nobody sees would let a runbook wait for ever.
        if (ParameterSetName == "Interactive" && !Interactive)
            throw Refusal.Of(InputProblem.ArgumentUnusable, "SayHowToSignIn");
        if (!TenantName.IsPossible(Tenant))
            throw Refusal.Of(InputProblem.ArgumentUnusable, "TenantShape");
        var session = await TenantSession.ConnectAsync(
            new TenantOptions
            {
                Tenant = Tenant,
                Cloud = Cloud,
                Endpoints = TenantEndpoints.Of(Cloud, LoginEndpoint, GraphEndpoint, DefenderEndpoint),
                SignIn = SignIn(script, pipeline),
            },
            cancellation).ConfigureAwait(false);
        var connection = new TenantConnection(Name ?? Tenant, session, script);
        TenantConnection? former = null;
        await pipeline.AskAsync(() => former = Remembered.Tenants.Add(connection)).ConfigureAwait(false);
        if (former is not null)
            await former.Session.DisposeAsync().ConfigureAwait(false);
        if (PassThru)
            await pipeline.WriteObjectAsync(connection).ConfigureAwait(false);
        else
            await pipeline.TellAsync(Sentence.Of("SignedIn", connection.TenantId, connection.Account ?? connection.ClientId ?? Sentence.Of("AnApplication"), connection.SignIn)).ConfigureAwait(false);
    });

    private TokenScript? Prepare()
    {
        _certificate = CertificatePath is null ? null : FileSystemPath(CertificatePath);
        return AccessTokenScript is null ? null : new TokenScript(AccessTokenScript);
    }

    private SignInMethod SignIn(TokenScript? script, PipelineBridge pipeline)
    {
        var client = ClientId?.ToString("D");
        return ParameterSetName switch
        {
            "ManagedIdentity" => new ManagedIdentitySignIn { ClientId = client },
            "Certificate" => new CertificateSignIn(new X509Certificate2(Certificate!)) { ClientId = client },
            "CertificatePath" => new CertificateSignIn(CertificateStore.FromFile(_certificate!, CertificatePassword is null ? null : Plain(CertificatePassword), TimeProvider.System)) { ClientId = client },
            "CertificateThumbprint" => new CertificateSignIn(CertificateStore.FromThumbprint(CertificateThumbprint!, TimeProvider.System)) { ClientId = client },
            "ClientSecret" => new ClientSecretSignIn(Plain(ClientSecret!)) { ClientId = client },
            "WorkloadIdentity" => new WorkloadIdentitySignIn(null) { ClientId = client },
            "DeviceCode" => new DeviceCodeSignIn(pipeline.Tell) { ClientId = client },
            "AccessToken" => Given(AccessToken!),
            "AccessTokenScript" => new TokenSignIn(script!.GetAsync, renews: true),
            _ => new InteractiveSignIn { ClientId = client },
        };
    }

    // A copy: the caller may dispose of theirs when the cmdlet has ended.
    private static TokenSignIn Given(SecureString token)
    {
        var copy = token.Copy();
        return new TokenSignIn((_, _) => ValueTask.FromResult(Plain(copy)), renews: false);
    }

    private static string Plain(SecureString secret) => new NetworkCredential("", secret).Password;
}
