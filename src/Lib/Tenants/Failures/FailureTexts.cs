using System.Net;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Repeats;

namespace TikTokBan.Tenants.Failures;

/// <summary>Makes the sentence that a person reads: what, where, and what to do.</summary>
internal static class FailureTexts
{
    /// <summary>Of an answer that is a refusal.</summary>
    /// <param name="operation">What was asked.</param>
    /// <param name="status">The answer's status.</param>
    /// <param name="error">What it says.</param>
    /// <param name="requestId">Id of the request, for the service's support.</param>
    /// <param name="wait">How long it asked us to wait.</param>
    /// <param name="approval">Its code of the approval that it waits for.</param>
    public static TenantException Of(TenantOperation operation, HttpStatusCode status, ServiceError error, string? requestId, TimeSpan? wait, string? approval = null)
    {
        var failure = FailureKinds.Of(status, error, operation, approval);
        var words = Redaction.Of(error.Message);
        var code = Redaction.Code(error.Code);
        var sentence = failure switch
        {
            TenantFailure.ApprovalRequired =>
                $"{What(operation)} is held back until another administrator approves it in Intune (Tenant administration, Multi Admin Approval); approve it there, then run this again.",
            TenantFailure.Denied when FailureKinds.IsRestrictedUnit(error) =>
                $"{What(operation)} is not allowed: what it is about is in a restricted management administrative unit; have an administrator of that unit do it, or give the application a role over the unit.",
            TenantFailure.Denied => $"{What(operation)} is not allowed: {Grant(operation)}.",
            TenantFailure.NotLicensed => $"{What(operation)} is not possible: the tenant has no licence for it, or it isn't switched on{(operation.Licence is { } licence ? $" (it needs {licence})" : "")}.",
            TenantFailure.NotSupported => $"{What(operation)} is not possible: this cloud or tenant doesn't have that service.",
            TenantFailure.SignIn => $"{What(operation)} failed: the service doesn't accept the token; sign in again, and check that the token is for this tenant and service.",
            TenantFailure.Throttled => $"{What(operation)} was refused for load for longer than we wait{(wait is { } after ? $" (the service asks for another {Durations.Text(after)})" : "")}; try again later.",
            TenantFailure.NotFound when operation.IsEverywhere && !operation.Path.Contains('{', StringComparison.Ordinal) =>
                $"{What(operation)} is not there, though every tenant has it: check the endpoint and the cloud.",
            TenantFailure.NotFound => $"{What(operation)} found nothing: it is not there, or no longer.",
            TenantFailure.Gone => $"{What(operation)} can't go on from where it was: everything must be read again.",
            TenantFailure.BadAnswer => $"{What(operation)} was answered with a redirection ({(int)status}), which is not followed; check the endpoint.",
            TenantFailure.Unavailable => $"{What(operation)} failed in the service ({(int)status}) each time; try again later.",
            _ => $"{What(operation)} was refused ({(int)status}).",
        };
        return new TenantException(failure, Detailed(sentence, code, words, requestId))
        {
            Status = status,
            Code = code,
            ServiceMessage = words,
            RequestId = requestId,
            RetryAfter = wait,
            ApprovalCode = failure == TenantFailure.ApprovalRequired ? approval : null,
            TookTooLong = status is HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout,
        };
    }

    /// <summary>Of something that isn't an answer, or none at all.</summary>
    /// <param name="failure">Its kind.</param>
    /// <param name="operation">What was asked.</param>
    /// <param name="what">What happened, in words that follow the name of the operation.</param>
    /// <param name="requestId">Id of the request.</param>
    /// <param name="status">The answer's status, where there was one.</param>
    /// <param name="tookTooLong">Whether it ran out of time.</param>
    public static TenantException Of(TenantFailure failure, TenantOperation operation, string what, string? requestId, HttpStatusCode? status = null, bool tookTooLong = false) =>
        new(failure, Detailed($"{What(operation)} {what}.", null, null, requestId)) { Status = status, RequestId = requestId, TookTooLong = tookTooLong };

    /// <summary>The same, of a request that may have taken effect all the same.</summary>
    public static TenantException InDoubt(TenantException failure) => failure.MayHaveHappened ? failure : new(failure.Failure, failure.Message, failure.InnerException)
    {
        Status = failure.Status,
        Code = failure.Code,
        ServiceMessage = failure.ServiceMessage,
        RequestId = failure.RequestId,
        RetryAfter = failure.RetryAfter,
        ApprovalCode = failure.ApprovalCode,
        MayHaveHappened = true,
        TookTooLong = failure.TookTooLong,
    };

    // The declared path, not the one that was sent: that may hold somebody's id.
    private static string What(TenantOperation operation) => operation.Service switch
    {
        ServiceFamily.Storage => $"Downloading the file of {operation.Source}",
        ServiceFamily.Uploads => operation.Changes ? $"Sending a piece of a file ({operation.Source})" : $"Asking about a file that was sent ({operation.Source})",
        _ => $"{operation.Method.Method} {operation.Path} ({operation.Source})",
    };

    private static string Grant(TenantOperation operation) => (operation.Application, operation.Delegated) switch
    {
        ([], []) => "the link was refused; it may have expired",
        ([var application, ..], [var delegated, ..]) when application == delegated =>
            $"grant the permission {application}{Also(operation)} (application; delegated where a person signs in{Role(operation)}) and consent to it",
        ([var application, ..], [var delegated, ..]) =>
            $"grant the application permission {application}, or where a person signs in the delegated permission {delegated}{Role(operation)}, and consent to it",
        ([var application, ..], []) => $"grant the application permission {application} and consent to it; a person can't do it",
        ([], [var delegated, ..]) => $"grant the delegated permission {delegated}{Role(operation)} and consent to it; an application can't do it",
    };

    private static string Also(TenantOperation operation) => operation.Also.Count > 0 ? $", and with it {string.Join(", ", operation.Also)}" : "";

    private static string Role(TenantOperation operation) => operation.DelegatedRole is { } role ? $", who also needs the role {role}" : "";

    private static string Detailed(string sentence, string? code, string? words, string? requestId)
    {
        var says = (code, words) switch
        {
            (null, null) => "",
            (_, null) => $" The service says {code}.",
            (null, _) => $" The service says: {Ended(words)}",
            _ => $" The service says {code}: {Ended(words)}",
        };
        return $"{sentence}{says}{(requestId is null ? "" : $" Request {requestId}.")}";
    }

    private static string Ended(string words) => words[^1] is '.' or '…' or '!' or '?' ? words : words + ".";
}
