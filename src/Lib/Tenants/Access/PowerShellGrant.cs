using System.Text;

namespace TikTokBan.Tenants.Access;

/// <summary>Writes a grant as PowerShell. Ids of permissions are looked up by name when it runs, so that they are those of the tenant's cloud.</summary>
internal static class PowerShellGrant
{
    public static string Write(GrantPlan plan)
    {
        if (plan.IsEmpty)
            return "# Nothing is missing.\n";
        var script = new StringBuilder();
        foreach (var line in GrantText.Purpose(plan))
            script.Append("# ").Append(line).Append('\n');
        script.Append("# It needs the modules Microsoft.Graph.Authentication and Microsoft.Graph.Applications")
            .Append(plan is { IsDelegated: true, Permissions.Count: > 0 } ? ", Microsoft.Graph.Identity.SignIns and Microsoft.Graph.Users.\n" : ".\n");
        Parameters(script, plan);
        script.Append("$ErrorActionPreference = 'Stop'\n");
        script.Append("Connect-MgGraph").Append(GrantText.Safe(plan.TenantId) is { } tenant ? $" -TenantId '{tenant}'" : "").Append(Environment(plan.Cloud))
            .Append(" -NoWelcome -Scopes ").Append(Scopes(plan)).Append('\n');
        if (plan.Permissions.Count > 0)
            script.Append(Principals).Append(plan.IsDelegated ? Delegated : Application);
        if (plan.OfDefender is { Count: > 0 } defender)
        {
            script.Append("\n# Defender for Endpoint has an API, and permissions, of its own.\n");
            script.Append("$Permissions = @(").AppendJoin(", ", defender.Select(permission => $"'{permission}'")).Append(")\n");
            script.Append("$graph = Get-MgServicePrincipal -Filter \"appId eq '").Append(GrantText.DefenderAppId).Append("'\"\n");
            script.Append("if (-not $graph) { throw 'The tenant has no WindowsDefenderATP: it needs a licence of Defender for Endpoint.' }\n");
            script.Append(plan.IsDelegated ? Delegated : Application);
        }

        if (plan.CreatesMessageTrace)
            script.Append(MessageTrace);
        return script.ToString();
    }

    private static void Parameters(StringBuilder script, GrantPlan plan)
    {
        if (plan.Permissions.Count == 0)
            return;
        script.Append("param(\n    ").Append(Parameter("ClientId", plan.ClientId));
        if (plan.IsDelegated)
            script.Append(",\n    ").Append(Parameter("UserPrincipalName", plan.Account));
        script.Append(",\n    [string[]] $Permissions = @(")
            .AppendJoin(", ", plan.OfGraph.Select(permission => $"'{permission}'"))
            .Append(")\n)\n");
    }

    private static string Parameter(string name, string? value) =>
        GrantText.Safe(value) is { } safe ? $"[string] ${name} = '{safe}'" : $"[Parameter(Mandatory)] [string] ${name}";

    private static string Environment(TenantCloud cloud) => cloud switch
    {
        TenantCloud.UsGov => " -Environment USGov",
        TenantCloud.DoD => " -Environment USGovDoD",
        TenantCloud.China => " -Environment China",
        _ => "",
    };

    private static string Scopes(GrantPlan plan) => string.Join(
        ", ",
        new[]
        {
            plan.CreatesMessageTrace ? "Application.ReadWrite.All" : "Application.Read.All",
            plan.Permissions.Count == 0 ? null : plan.IsDelegated ? "DelegatedPermissionGrant.ReadWrite.All" : "AppRoleAssignment.ReadWrite.All",
            plan is { IsDelegated: true, Permissions.Count: > 0 } ? "User.ReadBasic.All" : null,
        }.OfType<string>().Select(scope => $"'{scope}'"));

    private const string Principals = $$"""

        $principal = Get-MgServicePrincipal -Filter "appId eq '$ClientId'"
        if (-not $principal) { throw "The tenant has no service principal with the client id ${ClientId}: check the id, or register the application first." }
        $graph = Get-MgServicePrincipal -Filter "appId eq '{{GrantText.GraphAppId}}'"

        """;

    private const string Application = """
        $held = (Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -All).AppRoleId
        foreach ($permission in $Permissions) {
            $role = $graph.AppRoles | Where-Object { $_.Value -eq $permission -and $_.AllowedMemberTypes -contains 'Application' }
            if (-not $role) { Write-Warning "This cloud has no application permission $permission."; continue }
            if ($role.Id -in $held) { "$permission is granted already."; continue }
            $null = New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -PrincipalId $principal.Id -ResourceId $graph.Id -AppRoleId $role.Id
            "$permission is granted."
        }

        """;

    private const string Delegated = """
        $person = Get-MgUser -UserId $UserPrincipalName -Property Id
        $grant = Get-MgOauth2PermissionGrant -Filter "clientId eq '$($principal.Id)'" -All |
            Where-Object { $_.ResourceId -eq $graph.Id -and $_.ConsentType -eq 'Principal' -and $_.PrincipalId -eq $person.Id } | Select-Object -First 1
        $scope = (@(-split $grant.Scope) + $Permissions | Where-Object { $_ } | Select-Object -Unique) -join ' '
        if ($grant) { Update-MgOauth2PermissionGrant -OAuth2PermissionGrantId $grant.Id -Scope $scope }
        else { $null = New-MgOauth2PermissionGrant -ClientId $principal.Id -ConsentType Principal -PrincipalId $person.Id -ResourceId $graph.Id -Scope $scope }
        "Granted to ${UserPrincipalName}: $scope"

        """;

    private const string MessageTrace = $$"""

        # Message trace answers only once its own service principal exists; it takes up to a few hours from then on.
        if (-not (Get-MgServicePrincipal -Filter "appId eq '{{MessageTracePrincipal.AppId}}'")) {
            $null = New-MgServicePrincipal -AppId '{{MessageTracePrincipal.AppId}}'
        }

        """;
}
