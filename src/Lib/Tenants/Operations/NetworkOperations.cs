namespace TikTokBan.Tenants.Operations;

/// <summary>What is asked of network and security services.</summary>
internal static class NetworkOperations
{
    public static IReadOnlyList<TenantOperation> All { get; } = [];
}
