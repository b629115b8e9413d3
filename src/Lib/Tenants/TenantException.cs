using System.Net;

namespace TikTokBan.Tenants;

/// <summary>What kind of refusal or failure a tenant's service answered with.</summary>
public enum TenantFailure
{
    /// <summary>A permission is missing.</summary>
    Denied,

    /// <summary>The tenant has no licence for it, or the feature is not switched on.</summary>
    NotLicensed,

    /// <summary>The cloud, or this tenant, doesn't have the service.</summary>
    NotSupported,

    /// <summary>The service's own principal is not set up in the tenant yet.</summary>
    NotProvisioned,

    /// <summary>No token could be had, or the service doesn't accept it.</summary>
    SignIn,

    /// <summary>It went on refusing for load, longer than we may wait.</summary>
    Throttled,

    /// <summary>What was asked for is not there, or no longer.</summary>
    NotFound,

    /// <summary>The state that a delta rests on is gone; read everything again.</summary>
    Gone,

    /// <summary>The service called the request wrong.</summary>
    Refused,

    /// <summary>The service holds it back until an administrator of the tenant approves it there (Intune's multi-admin approval).</summary>
    ApprovalRequired,

    /// <summary>It answered with something that isn't an answer: broken or foreign content, a page link to another host, a loop.</summary>
    BadAnswer,

    /// <summary>It couldn't be reached, or failed, after every permitted repetition.</summary>
    Unavailable,
}

/// <summary>A tenant's service could not be used. The message is one sentence or two that say what, where and what to do, and never hold a token.</summary>
public sealed class TenantException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="failure">Its kind.</param>
    /// <param name="message">What is wrong, and what to do about it.</param>
    /// <param name="inner">What caused it.</param>
    public TenantException(TenantFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>Its kind.</summary>
    public TenantFailure Failure { get; }

    /// <summary>The service's status; null where there was no answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The service's code for it, such as <c>Authorization_RequestDenied</c>.</summary>
    public string? Code { get; init; }

    /// <summary>The service's own words, cut to a readable length.</summary>
    public string? ServiceMessage { get; init; }

    /// <summary>The service's id of the request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service last asked us to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The service's code of the approval that it waits for; null where it waits for none.</summary>
    public string? ApprovalCode { get; init; }

    /// <summary>Whether the request was under way when its answer was lost, so that it may have taken effect.</summary>
    public bool MayHaveHappened { get; init; }

    /// <summary>Whether it ran out of time, so that less asked for at once may be answered.</summary>
    public bool TookTooLong { get; init; }

    /// <summary>Whether there is nothing to be read there at all, as opposed to something that could not be read.</summary>
    public bool IsAbsence => Failure is TenantFailure.NotLicensed or TenantFailure.NotSupported;
}
