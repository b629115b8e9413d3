using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Access;

/// <summary>Compares what a token says with what an operation needs.</summary>
internal static class PermissionMatch
{
    /// <summary>The permissions that suffice for a token of its kind, the one to ask for first.</summary>
    public static IReadOnlyList<string> Sufficient(TenantOperation operation, bool delegated) => delegated ? operation.Delegated : operation.Application;

    /// <summary>The one to ask for; null where none is needed.</summary>
    public static string? ToAskFor(TenantOperation operation, bool delegated) => Sufficient(operation, delegated) is [var first, ..] ? first : null;

    /// <summary>All to ask for: that one, and what it takes beside it.</summary>
    public static IReadOnlyList<string> AllToAskFor(TenantOperation operation, bool delegated) => (ToAskFor(operation, delegated), delegated) switch
    {
        (null, _) => [],
        ({ } first, true) => [first],
        ({ } first, false) => [first, .. operation.Also],
    };

    /// <summary>Whether a permission is one of Defender's own API, and not of Microsoft Graph.</summary>
    public static bool IsDefenders(string permission) => permission.StartsWith("Ti.", StringComparison.Ordinal);

    /// <summary>Whether the token holds one of them; null when the token doesn't say what it allows.</summary>
    public static bool? IsHeld(TenantOperation operation, TenantContext context)
    {
        if (context.Permissions.Count == 0)
            return null;
        var sufficient = Sufficient(operation, context.IsDelegated);
        return sufficient.Count == 0
            || (sufficient.Any(permission => IsHeld(permission, context.Permissions)) && (context.IsDelegated || operation.Also.All(permission => IsHeld(permission, context.Permissions))));
    }

    /// <summary>Whether a permission is among those held, or one that includes it.</summary>
    public static bool IsHeld(string permission, IReadOnlyList<string> held) =>
        held.Contains(permission, StringComparer.OrdinalIgnoreCase)
        || held.Contains(permission.Replace(".Read.", ".ReadWrite.", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);
}
