namespace TikTokBan.Tenants.Operations;

/// <summary>What is asked of mail flow.</summary>
internal static class MailFlowOperations
{
    /// <summary>The application that message trace runs as, and that a tenant has to know before it answers.</summary>
    public const string TraceApplication = "8bd644d1-64a1-4d4b-ae52-2e0cbf64e373";

    public static TenantOperation MessageTraces { get; } =
        TenantOperation.Get("mail.trace.list", "mail.trace", "/v1.0/admin/exchange/tracing/messageTraces", ServiceFamily.MessageTrace, "ExchangeMessageTrace.Read.All") with
        {
            Clouds = [TenantCloud.Global],
        };

    /// <summary>Only explains why message trace refused: mail can be read without it.</summary>
    public static TenantOperation TracePrincipal { get; } =
        TenantOperation.Get("mail.trace.principal", "mail.trace", "/v1.0/servicePrincipals(appId='{appId}')", ServiceFamily.Directory, "Application.Read.All") with
        {
            IsOptional = true,
        };

    public static IReadOnlyList<TenantOperation> All { get; } = [MessageTraces, TracePrincipal];
}
