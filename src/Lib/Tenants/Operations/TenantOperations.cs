namespace TikTokBan.Tenants.Operations;

/// <summary>Every request that the product can send to a tenant.</summary>
internal static class TenantOperations
{
    /// <summary>What a scan asks. Changes nothing.</summary>
    public static IReadOnlyList<TenantOperation> Reading { get; } =
        [.. DirectoryOperations.All, .. MdmOperations.All, .. MailFlowOperations.All, .. NetworkOperations.All];

    /// <summary>What carrying a plan out asks and changes.</summary>
    public static IReadOnlyList<TenantOperation> Acting { get; } = RemovalOperations.All;

    /// <summary>What handing a report over asks and changes.</summary>
    public static IReadOnlyList<TenantOperation> Publishing { get; } = PublishOperations.All;

    /// <summary>All of them, in the order in which documentation lists them.</summary>
    public static IReadOnlyList<TenantOperation> All { get; } = [.. Reading, .. Acting, .. Publishing];
}
