using System.Text;
using System.Text.Json;

namespace TikTokBan.Tenant.Data;

/// <summary>What the tenant holds, in one spelling.</summary>
public sealed partial class TenantState
{
    /// <summary>
    /// Everything that requests can change and take back, in one spelling, so that a tenant can be held against what it was:
    /// not what was asked of devices, nor what they have reported since.
    /// </summary>
    public string Snapshot()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, set) in new[]
            {
                ("appRoleAssignments", AppRoleAssignments), ("configurationPolicies", ConfigurationPolicies), ("deviceCompliancePolicies", CompliancePolicies), ("deviceConfigurations", DeviceConfigurations),
                ("groups", Groups), ("indicators", Indicators), ("mobileApps", MobileApps), ("oauth2PermissionGrants", Grants), ("servicePrincipals", ServicePrincipals),
            })
            {
                json.WriteStartArray(name);
                foreach (var row in set.Rows().OrderBy(row => row.GetProperty("id").GetString(), StringComparer.Ordinal))
                    CanonicalJson.Write(json, row);
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
