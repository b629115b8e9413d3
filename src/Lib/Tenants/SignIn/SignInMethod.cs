using System.Security.Cryptography.X509Certificates;

namespace TikTokBan.Tenants.SignIn;

/// <summary>How tokens are had. Never printed: a record's text would show its members.</summary>
public abstract class SignInMethod
{
    /// <summary>What people call it, such as "managed identity".</summary>
    public abstract string Name { get; }

    /// <summary>The application that signs in, where the caller named one.</summary>
    public string? ClientId { get; init; }

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}

/// <summary>The identity that Azure gives to the machine or runbook.</summary>
public sealed class ManagedIdentitySignIn : SignInMethod
{
    /// <inheritdoc/>
    public override string Name => "managed identity";
}

/// <summary>An application with a certificate.</summary>
/// <param name="certificate">The certificate with its private key; the session disposes of it.</param>
public sealed class CertificateSignIn(X509Certificate2 certificate) : SignInMethod
{
    /// <inheritdoc/>
    public override string Name => "certificate";

    /// <summary>The certificate.</summary>
    public X509Certificate2 Certificate { get; } = certificate;
}

/// <summary>An application with a secret.</summary>
/// <param name="secret">The secret.</param>
public sealed class ClientSecretSignIn(string secret) : SignInMethod
{
    /// <inheritdoc/>
    public override string Name => "client secret";

    internal string Secret { get; } = secret;
}

/// <summary>An application that presents a token of another issuer, such as Kubernetes or GitHub.</summary>
/// <param name="tokenFile">File with that token; null takes <c>AZURE_FEDERATED_TOKEN_FILE</c>.</param>
public sealed class WorkloadIdentitySignIn(string? tokenFile) : SignInMethod
{
    /// <inheritdoc/>
    public override string Name => "workload identity";

    internal string? TokenFile { get; } = tokenFile;
}

/// <summary>A person, with a code to type on another device.</summary>
/// <param name="show">Shows the service's instruction, which holds the code and the address.</param>
public sealed class DeviceCodeSignIn(Action<string> show) : SignInMethod
{
    /// <inheritdoc/>
    public override string Name => "device code";

    internal Action<string> Show { get; } = show;
}

/// <summary>A person, in a browser of this machine.</summary>
public sealed class InteractiveSignIn : SignInMethod
{
    /// <inheritdoc/>
    public override string Name => "browser";
}

/// <summary>A token that the caller has, for one audience or, with a function that makes them, for any.</summary>
/// <param name="give">Gives a token for a scope such as <c>https://graph.microsoft.com/.default</c>; asked again when the last one is about to expire.</param>
/// <param name="renews">Whether asking again can give another one.</param>
public sealed class TokenSignIn(Func<string, CancellationToken, ValueTask<string>> give, bool renews) : SignInMethod
{
    /// <inheritdoc/>
    public override string Name => "caller's token";

    internal Func<string, CancellationToken, ValueTask<string>> Give { get; } = give;

    internal bool Renews { get; } = renews;
}
