using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;

namespace TikTokBan.Tenants.SignIn;

/// <summary>Makes Azure.Identity's credential of a way to sign in. Tokens are kept in memory only, nothing is logged, nothing is told to anybody.</summary>
internal static class AzureCredentials
{
    public static TokenCredential Of(TenantOptions options, TenantEndpoints endpoints, HttpPipelineTransport transport)
    {
        var tenant = options.Tenant;
        var client = options.SignIn.ClientId;

        // Whoever replaces the login service means it alone: Microsoft's own directory of clouds is not asked whether it exists.
        var isOwnLogin = endpoints.Login != TenantEndpoints.Of(options.Cloud).Login;
        T Common<T>(T specific)
            where T : TokenCredentialOptions
        {
            specific.AuthorityHost = LoginTransport.AuthorityOf(endpoints.Login);
            specific.Transport = transport;
            specific.Retry.MaxRetries = 2;
            specific.Retry.Delay = TimeSpan.FromSeconds(0.5);
            specific.Retry.MaxDelay = TimeSpan.FromSeconds(4);
            specific.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
            specific.Diagnostics.IsTelemetryEnabled = false;
            specific.Diagnostics.IsLoggingEnabled = false;
            specific.Diagnostics.IsDistributedTracingEnabled = false;
            return specific;
        }

        return options.SignIn switch
        {
            ManagedIdentitySignIn => new ManagedIdentityCredential(Common(new ManagedIdentityCredentialOptions(
                client is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client)))),
            CertificateSignIn certificate => new ClientCertificateCredential(
                tenant,
                Required(client, options.SignIn),
                certificate.Certificate,
                Common(new ClientCertificateCredentialOptions { SendCertificateChain = true, DisableInstanceDiscovery = isOwnLogin })),
            ClientSecretSignIn secret => new ClientSecretCredential(
                tenant, Required(client, options.SignIn), secret.Secret, Common(new ClientSecretCredentialOptions { DisableInstanceDiscovery = isOwnLogin })),
            WorkloadIdentitySignIn workload => new WorkloadIdentityCredential(Common(Workload(tenant, client, workload, isOwnLogin))),
            DeviceCodeSignIn code => new DeviceCodeCredential(Common(new DeviceCodeCredentialOptions
            {
                TenantId = tenant,
                ClientId = client ?? TokenSources.GraphCommandLineTools,
                DisableInstanceDiscovery = isOwnLogin,
                DeviceCodeCallback = (instruction, _) =>
                {
                    code.Show(instruction.Message);
                    return Task.CompletedTask;
                },
            })),
            InteractiveSignIn => new InteractiveBrowserCredential(Common(new InteractiveBrowserCredentialOptions
            {
                TenantId = tenant,
                ClientId = client ?? TokenSources.GraphCommandLineTools,
                DisableInstanceDiscovery = isOwnLogin,
            })),
            _ => throw new InvalidOperationException($"There is no credential for {options.SignIn.Name}."),
        };
    }

    private static WorkloadIdentityCredentialOptions Workload(string tenant, string? client, WorkloadIdentitySignIn workload, bool isOwnLogin)
    {
        // Absent values are taken from the environment, where Kubernetes puts them.
        var options = new WorkloadIdentityCredentialOptions { TenantId = tenant, DisableInstanceDiscovery = isOwnLogin };
        if (client is not null)
            options.ClientId = client;
        if (workload.TokenFile is { } file)
            options.TokenFilePath = file;
        if (string.IsNullOrEmpty(options.ClientId))
            throw new TenantException(TenantFailure.SignIn, "Signing in with workload identity needs the application's id; give it, or set AZURE_CLIENT_ID.");
        if (string.IsNullOrEmpty(options.TokenFilePath))
            throw new TenantException(TenantFailure.SignIn, "Signing in with workload identity needs the file with the other issuer's token; give it, or set AZURE_FEDERATED_TOKEN_FILE.");
        if (!File.Exists(options.TokenFilePath))
            throw new TenantException(TenantFailure.SignIn, $"{options.TokenFilePath}, the file with the other issuer's token, isn't there; check AZURE_FEDERATED_TOKEN_FILE.");
        return options;
    }

    private static string Required(string? client, SignInMethod method) =>
        client ?? throw new TenantException(TenantFailure.SignIn, $"Signing in with a {method.Name} needs the id of the application that it belongs to; give it.");
}
