using System.Globalization;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Access;

/// <summary>What was found about a tenant's sources, in a sentence or two.</summary>
public static class AccessSummary
{
    /// <summary>Writes it.</summary>
    /// <param name="context">Who is signed in.</param>
    /// <param name="found">What was found.</param>
    /// <returns>English.</returns>
    public static string Of(TenantContext context, IReadOnlyList<SourceAccess> found)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(found);
        var (reading, acting) = (found.Where(source => !source.IsForActing).ToList(), found.Where(source => source.IsForActing).ToList());
        var parts = new List<string>();
        if (reading.Count > 0 || acting.Count == 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Count(reading, AccessState.Readable)} of {reading.Count} kinds of source can be read"));
        if (acting.Count > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{Count(acting, AccessState.Readable)} of {acting.Count} kinds of acting are allowed, by the token's permissions and with no change tried"));
        void Add(AccessState state, string one, string many)
        {
            if (Count(found, state) is > 0 and var count)
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}"));
        }

        Add(AccessState.PermissionMissing, "lacks a permission", "lack a permission");
        Add(AccessState.LicenceMissing, "has no licence", "have no licence");
        Add(AccessState.NotSupportedInCloud, "isn't in this cloud", "aren't in this cloud");
        Add(AccessState.NotProvisioned, "isn't set up", "aren't set up");
        Add(AccessState.Unknown, "isn't known", "aren't known");
        Add(AccessState.Failed, "could not be tried", "could not be tried");
        return $"{string.Join("; ", parts)}.{Unneeded(context, acting.Count > 0)}";
    }

    private static int Count(IReadOnlyList<SourceAccess> found, AccessState state) => found.Count(source => source.State == state);

    // Only of an application: what a person's client was given is used for other work, too.
    private static string Unneeded(TenantContext context, bool acts)
    {
        if (context.IsDelegated)
            return "";
        var needed = (acts ? TenantOperations.All : TenantOperations.Reading).SelectMany(operation => operation.Application.Concat(operation.Also)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var beyond = context.Permissions.Where(permission => !needed.Contains(permission)).Order(StringComparer.Ordinal).ToList();
        return beyond.Count == 0 ? "" : $" The token also allows what {(acts ? "neither reading nor acting needs" : "reading needs not")}: {string.Join(", ", beyond)}.";
    }
}
