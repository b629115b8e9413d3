using TikTokBan.Tenant;

namespace TikTokBan.Cli.Tests.Tenants;

/// <summary>Runs verbs against a made-up tenant, with its token through standard input.</summary>
internal static class TenantRun
{
    /// <summary>A tenant with nobody in it, which starts at once.</summary>
    public static Task<FakeTenant> EmptyAsync(Func<FakeTenantOptions, FakeTenantOptions>? change = null)
    {
        var options = new FakeTenantOptions();
        return FakeTenant.StartAsync(change?.Invoke(options) ?? options);
    }

    public static Task<Run> ScanAsync(FakeTenant tenant, params string[] more) => OfAsync(tenant, ["scan", "--no-ledger"], more);

    public static Task<Run> AccessAsync(FakeTenant tenant, params string[] more) => OfAsync(tenant, ["access"], more);

    public static Task<Run> BlockAsync(FakeTenant tenant, string verb, params string[] more) =>
        OfAsync(tenant, ["block", verb, "--defender-endpoint", tenant.DefenderEndpoint.AbsoluteUri], more);

    public static Task<Run> HandOverAsync(FakeTenant tenant, string[] verb, params string[] more) =>
        OfAsync(tenant, verb, ["--site", $"https://{tenant.State.SharePoint.Host}/sites/council", .. more]);

    private static Task<Run> OfAsync(FakeTenant tenant, string[] verb, string[] more) => Run.WithInputAsync(
        tenant.Tokens.Issue(), [.. verb, "--tenant", tenant.TenantId, "--token-file", "-", "--graph-endpoint", tenant.Endpoint.AbsoluteUri, .. more]);
}
