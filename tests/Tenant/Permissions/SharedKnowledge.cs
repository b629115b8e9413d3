using System.Collections.Concurrent;
using TikTokBan.Tenant.Queries;

namespace TikTokBan.Tenant.Permissions;

/// <summary>What many tenants of one process read once: Microsoft's schema and list of permissions. Nothing in it changes once it was read.</summary>
internal static class SharedKnowledge
{
    private static readonly ConcurrentDictionary<string, Lazy<PermissionTable>> Tables = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, Lazy<SchemaCheck>> Schemas = new(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<string, Lazy<BetaBodies>> Typings = new(StringComparer.Ordinal);

    public static BetaBodies Bodies(string? file) => Typings.GetOrAdd(file ?? "", _ => new(() => new BetaBodies(file))).Value;

    public static PermissionTable Permissions(string? file) => Tables.GetOrAdd(file ?? "", _ => new(() => new PermissionTable(file))).Value;

    public static SchemaCheck Schema(string? file) => Schemas.GetOrAdd(file ?? "", _ => new(() => new SchemaCheck(file))).Value;
}
