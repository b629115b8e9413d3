using System.Text;
using TikTokBan.Tenant.SignIn;

namespace TikTokBan.Tenant;

/// <summary>The lines that somebody copies to scan the tenant, and to plan, carry out, verify and undo a removal there.</summary>
internal static class HowToScan
{
    public static string Text(FakeTenant tenant, TenantCommandLine line)
    {
        var token = Secret(tenant, "token", tenant.Tokens.Issue(new TokenRequest { Lifetime = TimeSpan.FromMinutes(line.Lifetime) }));
        var secret = Secret(tenant, "secret", tenant.Options.ClientSecret);
        var endpoint = tenant.Endpoint.AbsoluteUri.TrimEnd('/');
        var authority = line.Exports is null ? "" : $" --authority {Path.GetRelativePath(Environment.CurrentDirectory, Path.Combine(line.Exports, "authority.yaml"))}";
        var ledger = $" --ledger {Path.Combine(tenant.Folder, "ledger.db")}";
        var text = new StringBuilder();
        text.AppendLine($"A made-up tenant with {tenant.State.Users.Count} people and {tenant.State.ManagedDevices.Count} devices answers at {endpoint} until Ctrl+C.");
        if (line.Moved > 0)
            text.AppendLine($"Its dates were moved by {line.Moved} days, so that the services still keep what happened; --keep-dates leaves them.");
        text.AppendLine(tenant.IsStrict
            ? "Requests are held against Microsoft's schema and list of permissions."
            : "Microsoft's schema was not found beside the repository: requests meet built-in checks only.");
        text.AppendLine();
        text.AppendLine("Scan it with a token, or sign in with a secret:");
        text.AppendLine();
        text.AppendLine($"  dotnet run --project src/Cli -- scan --tenant {tenant.TenantId} --graph-endpoint {endpoint} --token-file {token}{authority}{ledger}");
        var reach = $" --tenant {tenant.TenantId} --graph-endpoint {endpoint} --login-endpoint {endpoint} --client-id {tenant.Options.ClientId} --client-secret-file {secret}";
        var (acts, defender) = (tenant.Permissions.IsSupersetOf(FakeTenantOptions.ActPermissions), $" --defender-endpoint {tenant.DefenderEndpoint.AbsoluteUri.TrimEnd('/')}");
        text.AppendLine($"  dotnet run --project src/Cli -- scan{reach}{authority}{ledger}");
        text.AppendLine($"  dotnet run --project src/Cli -- access{reach}{(acts ? defender + " --for apply" : "")}");
        if (acts)
            AppendRemoval(text, tenant, line, $"{reach}{defender}{ledger}", authority, ledger);
        return text.ToString();
    }

    // With a secret, since Defender takes tokens of its own.
    private static void AppendRemoval(StringBuilder text, FakeTenant tenant, TenantCommandLine line, string reach, string authority, string ledger)
    {
        var plan = Path.Combine(tenant.Folder, "plan.json");

        // Of everybody together the samples have more than the authority's profile allows at once.
        var few = line.IsSample ? " --organisation communication" : "";
        text.AppendLine();
        text.AppendLine($"Then plan a removal, have somebody else approve it, and carry out its first ring; a device that was asked to report does so after {line.CheckIn} seconds:");
        text.AppendLine();
        text.AppendLine($"  dotnet run --project src/Cli -- plan --tenant {tenant.TenantId} --author ada@agency.example{few}{authority}{ledger} --out {plan}");
        text.AppendLine($"  dotnet run --project src/Cli -- approve {plan} --as bram@agency.example");
        text.AppendLine($"  dotnet run --project src/Cli -- apply {plan} --what-if{reach}{authority}");
        text.AppendLine($"  dotnet run --project src/Cli -- apply {plan}{reach}{authority}");
        text.AppendLine($"  dotnet run --project src/Cli -- verify {plan}{reach}{authority}");
        text.AppendLine($"  dotnet run --project src/Cli -- undo {plan}{reach}");
    }

    private static string Secret(FakeTenant tenant, string name, string content)
    {
        var path = Path.Combine(tenant.Folder, name);
        File.WriteAllText(path, content);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }
}
