using System.CommandLine;
using TikTokBan.Cli.Terminals;
using TikTokBan.Tenants;

namespace TikTokBan.Cli.Tenants;

/// <summary>Signs in to the tenant that the options name.</summary>
internal static class TenantConnection
{
    // Where none is named, the usual one is meant: the one that a plan is for.
    public static async Task<TenantSession> OpenAsync(TenantOptionSet options, ParseResult parse, Terminal terminal, CancellationToken cancellation, string? usual = null)
    {
        var tenant = (parse.GetValue(options.Tenant) ?? usual) is { } named && TenantName.IsPossible(named)
            ? named
            : throw new UnusableInputException("--tenant is the tenant's id or one of its domains, such as agency.example.");
        var endpoints = TenantEndpoints.Of(parse.GetValue(options.Cloud), parse.GetValue(options.Login), parse.GetValue(options.Graph), parse.GetValue(options.Defender));
        var signIn = await SignInChoice.OfAsync(options, parse, terminal, cancellation).ConfigureAwait(false);
        await terminal.Error.FlushAsync(cancellation).ConfigureAwait(false);
        return await TenantSession.ConnectAsync(
            new TenantOptions { Tenant = tenant, Cloud = parse.GetValue(options.Cloud), Endpoints = endpoints, SignIn = signIn },
            cancellation).ConfigureAwait(false);
    }
}
