namespace TikTokBan.Tenants.Operations;

/// <summary>What is asked of Intune.</summary>
internal static class MdmOperations
{
    public static IReadOnlyList<TenantOperation> All { get; } = [];
}
