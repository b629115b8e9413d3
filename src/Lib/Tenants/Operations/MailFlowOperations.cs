namespace TikTokBan.Tenants.Operations;

/// <summary>What is asked of mail flow.</summary>
internal static class MailFlowOperations
{
    public static IReadOnlyList<TenantOperation> All { get; } = [];
}
