using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Writes;

/// <summary>A change that waits, or waited, for an administrator's approval.</summary>
public sealed class ApprovalRequest
{
    /// <summary>Its id, which is the code that the service answers.</summary>
    public required string Code { get; init; }

    /// <summary>Kind of object.</summary>
    public required ApprovalFamily Family { get; init; }

    /// <summary>Why it was asked for.</summary>
    public required string Justification { get; init; }

    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path and query.</summary>
    public required string Target { get; init; }

    /// <summary>Body.</summary>
    public required string Body { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset Requested { get; init; }

    /// <summary><c>needsApproval</c>, <c>approved</c>, <c>rejected</c>, <c>cancelled</c>, <c>expired</c> or <c>completed</c>.</summary>
    public string Status { get; internal set; } = "needsApproval";

    internal bool IsOpen => Status is "needsApproval" or "approved";

    internal bool IsFor(RawRequest raw, string body) => Method == raw.Method && Target == $"{raw.Path}?{raw.Query}" && Body == body;
}
