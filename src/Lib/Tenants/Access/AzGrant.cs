using System.Text;

namespace TikTokBan.Tenants.Access;

/// <summary>Writes a grant as shell commands: the plain calls of Graph, sent by the Azure CLI, whose sign-in suffices for them.</summary>
internal static class AzGrant
{
    public static string Write(GrantPlan plan)
    {
        if (plan.IsEmpty)
            return "# Nothing is missing.\n";
        var graph = TenantEndpoints.Of(plan.Cloud).Graph.AbsoluteUri.TrimEnd('/');
        var script = new StringBuilder("#!/usr/bin/env bash\n");
        foreach (var line in GrantText.Purpose(plan))
            script.Append("# ").Append(line).Append('\n');
        script.Append("set -euo pipefail\n");
        if (plan.Permissions.Count > 0)
            script.Append("client=").Append(Value(plan.ClientId, 1, "the client id of the application or managed identity")).Append('\n');
        if (plan is { IsDelegated: true, Permissions.Count: > 0 })
            script.Append("person=").Append(Value(plan.Account, 2, "the user principal name of the person")).Append('\n');
        if (Cloud(plan.Cloud) is { } cloud)
            script.Append("az cloud set --name ").Append(cloud).Append('\n');
        script.Append("az login").Append(GrantText.Safe(plan.TenantId) is { } tenant ? " --tenant " + tenant : "").Append(" --allow-no-subscriptions --output none\n");
        script.Append("graph=").Append(graph).Append('\n');
        script.Append("call() { az rest --resource \"$graph\" --headers Content-Type=application/json --method \"$1\" --url \"$graph/v1.0/$2\" \"${@:3}\"; }\n");
        if (plan.Permissions.Count > 0)
        {
            script.Append("permissions=(").AppendJoin(' ', plan.OfGraph).Append(")\n");
            script.Append(Principals).Append(plan.IsDelegated ? Delegated : Application);
        }

        if (plan.OfDefender is { Count: > 0 } defender)
        {
            script.Append("\n# Defender for Endpoint has an API, and permissions, of its own.\n");
            script.Append("permissions=(").AppendJoin(' ', defender).Append(")\n");
            script.Append("resource=$(call GET \"servicePrincipals(appId='").Append(GrantText.DefenderAppId).Append("')?\\$select=id\" --query id --output tsv)\n");
            script.Append(plan.IsDelegated ? Delegated : Application);
        }

        if (plan.CreatesMessageTrace)
            script.Append(MessageTrace);
        return script.ToString();
    }

    private static string Value(string? value, int argument, string what) => GrantText.Safe(value) ?? $"\"${{{argument}:?give {what}}}\"";

    private static string? Cloud(TenantCloud cloud) => cloud switch
    {
        TenantCloud.UsGov or TenantCloud.DoD => "AzureUSGovernment",
        TenantCloud.China => "AzureChinaCloud",
        _ => null,
    };

    private const string Principals = $$"""

        principal=$(call GET "servicePrincipals(appId='$client')?\$select=id" --query id --output tsv)
        resource=$(call GET "servicePrincipals(appId='{{GrantText.GraphAppId}}')?\$select=id" --query id --output tsv)

        """;

    private const string Application = """
        held=$(call GET "servicePrincipals/$principal/appRoleAssignments" --query "value[].appRoleId" --output tsv)
        for permission in "${permissions[@]}"; do
          role=$(call GET "servicePrincipals/$resource?\$select=appRoles" --query "appRoles[?value=='$permission' && contains(allowedMemberTypes, 'Application')].id | [0]" --output tsv)
          if [[ -z $role ]]; then echo "This cloud has no application permission $permission." >&2; continue; fi
          if grep -qx "$role" <<<"$held"; then echo "$permission is granted already."; continue; fi
          call POST "servicePrincipals/$principal/appRoleAssignments" --output none \
            --body "{\"principalId\":\"$principal\",\"resourceId\":\"$resource\",\"appRoleId\":\"$role\"}"
          echo "$permission is granted."
        done

        """;

    private const string Delegated = """
        user=$(call GET "users/$person?\$select=id" --query id --output tsv)
        grants="oauth2PermissionGrants?\$filter=clientId%20eq%20'$principal'"
        mine="value[?resourceId=='$resource' && consentType=='Principal' && principalId=='$user'] | [0]"
        id=$(call GET "$grants" --query "$mine.id" --output tsv)
        held=$(call GET "$grants" --query "$mine.scope" --output tsv)
        scope=$(printf '%s\n' $held "${permissions[@]}" | sort -u | paste -sd ' ' -)
        if [[ -n $id ]]; then
          call PATCH "oauth2PermissionGrants/$id" --body "{\"scope\":\"$scope\"}"
        else
          call POST oauth2PermissionGrants --output none \
            --body "{\"clientId\":\"$principal\",\"consentType\":\"Principal\",\"principalId\":\"$user\",\"resourceId\":\"$resource\",\"scope\":\"$scope\"}"
        fi
        echo "Granted to $person: $scope"

        """;

    private const string MessageTrace = $$"""

        # Message trace answers only once its own service principal exists; it takes up to a few hours from then on.
        if [[ -z $(call GET "servicePrincipals?\$filter=appId%20eq%20'{{MessageTracePrincipal.AppId}}'" --query "value[0].id" --output tsv) ]]; then
          call POST servicePrincipals --body '{"appId":"{{MessageTracePrincipal.AppId}}"}' --output none
        fi

        """;
}
