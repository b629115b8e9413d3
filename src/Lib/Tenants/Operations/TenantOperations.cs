namespace TikTokBan.Tenants.Operations;

/// <summary>Every request that the product can send to a tenant.</summary>
internal static class TenantOperations
{
    /// <summary>All of them, in the order in which documentation lists them.</summary>
    public static IReadOnlyList<TenantOperation> All { get; } =
        [.. DirectoryOperations.All, .. MdmOperations.All, .. MailFlowOperations.All, .. NetworkOperations.All];
}
