using System.CommandLine;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Cli.Terminals;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Cli.Tenants;

/// <summary>Makes the one way to sign in that was chosen.</summary>
internal static class SignInChoice
{
    public static async Task<SignInMethod> OfAsync(TenantOptionSet options, ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var chosen = options.Ways.Where(way => IsGiven(parse, way)).ToList();
        if (chosen.Count != 1)
            throw new UnusableInputException(chosen.Count == 0
                ? $"Say how to sign in to the tenant: give one of {string.Join(", ", options.Ways.Select(way => way.Name))}."
                : $"{chosen[0].Name} and {chosen[1].Name} are two ways to sign in; give one.");
        if (parse.GetValue(options.CertificatePassword) is not null && chosen[0] != options.Certificate)
            throw new UnusableInputException($"{options.CertificatePassword.Name} belongs to {options.Certificate.Name}, and that isn't given.");
        return await MakeAsync(options, chosen[0], parse, terminal, cancellation).ConfigureAwait(false);
    }

    /// <summary>The first option of a tenant that was given without <c>--tenant</c>; null when there is none.</summary>
    public static string? Stray(TenantOptionSet options, ParseResult parse) =>
        options.Ways.Concat([options.CertificatePassword, options.Graph, options.Defender, options.Login]).FirstOrDefault(option => IsGiven(parse, option))?.Name;

    private static async Task<SignInMethod> MakeAsync(TenantOptionSet options, Option way, ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        var client = parse.GetValue(options.ClientId);
        if (client is not null && !Guid.TryParse(client, out _))
            throw new UnusableInputException("--client-id is the application's id, such as 716c0000-0000-4000-8000-0000000000c1, and no name.");
        if (way == options.Token)
            return await TokenAsync(parse.GetValue(options.Token)!, terminal, cancellation).ConfigureAwait(false);
        if (way == options.ManagedIdentity)
            return new ManagedIdentitySignIn { ClientId = client };
        if (way == options.WorkloadIdentity)
            return new WorkloadIdentitySignIn(null) { ClientId = client };
        if (way == options.Interactive)
            return new InteractiveSignIn { ClientId = client };
        if (way == options.DeviceCode)
            return new DeviceCodeSignIn(text => Show(text, terminal)) { ClientId = client };
        if (client is null)
            throw new UnusableInputException($"{way.Name} needs --client-id: the application that the {(way == options.ClientSecret ? "secret" : "certificate")} belongs to.");
        if (way == options.ClientSecret)
            return new ClientSecretSignIn(await SecretFile.ReadLineAsync(parse.GetValue(options.ClientSecret)!, "client secret", terminal, cancellation).ConfigureAwait(false)) { ClientId = client };
        return new CertificateSignIn(await CertificateAsync(options, way, parse, terminal, cancellation).ConfigureAwait(false)) { ClientId = client };
    }

    // A file may be renewed by whoever wrote it while a long scan runs; what came through standard input can't be.
    private static async Task<SignInMethod> TokenAsync(string path, Terminal terminal, CancellationToken cancellation)
    {
        var first = await SecretFile.ReadAsync(path, "token", terminal, cancellation).ConfigureAwait(false);
        if (path == "-")
            return new TokenSignIn((_, _) => ValueTask.FromResult(first), renews: false);
        return new TokenSignIn(async (_, stop) => await SecretFile.ReadAsync(path, "token", null, stop).ConfigureAwait(false), renews: true);
    }

    private static async Task<X509Certificate2> CertificateAsync(TenantOptionSet options, Option way, ParseResult parse, Terminal terminal, CancellationToken cancellation)
    {
        if (way == options.Thumbprint)
            return CertificateStore.FromThumbprint(parse.GetValue(options.Thumbprint)!, TimeProvider.System);
        var password = parse.GetValue(options.CertificatePassword) is { } file
            ? await SecretFile.ReadLineAsync(file, "password", terminal, cancellation).ConfigureAwait(false)
            : null;
        return CertificateStore.FromFile(parse.GetValue(options.Certificate)!, password, TimeProvider.System);
    }

    private static void Show(string instruction, Terminal terminal)
    {
        terminal.Error.WriteLine(instruction);
        terminal.Error.Flush();
    }

    private static bool IsGiven(ParseResult parse, Option option) => parse.GetResult(option) is { Implicit: false };
}
