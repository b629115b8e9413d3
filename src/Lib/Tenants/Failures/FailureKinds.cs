using System.Net;
using System.Text.RegularExpressions;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Failures;

/// <summary>Tells what a refusal is: services have a status for the family only, and codes and words for the rest.</summary>
internal static partial class FailureKinds
{
    private static readonly string[] LicenceCodes =
    [
        "Authentication_RequestFromNonPremiumTenantOrB2CTenant", "AADPremiumLicenseRequired", "PaymentRequired", "LicenseRequired", "NotLicensed",
    ];

    private static readonly string[] AbsenceWords =
        ["resource not found for the segment", "no method match route template", "no http resource was found", "is not supported in this", "not available in this cloud", "unsupported segment type"];

    private static readonly string[] LostStateCodes =
        ["syncStateNotFound", "syncStateInvalid", "resyncRequired", "resyncChangesApplyDifferences", "resyncChangesUploadDifferences", "Directory_ExpiredPageToken"];

    public static TenantFailure Of(HttpStatusCode status, ServiceError error, TenantOperation operation, string? approval = null)
    {
        if (WaitsForApproval(status, error, operation, approval))
            return TenantFailure.ApprovalRequired;
        if (status == HttpStatusCode.TooManyRequests)
            return TenantFailure.Throttled;
        if (status == HttpStatusCode.Unauthorized)
            return TenantFailure.SignIn;
        if (status == HttpStatusCode.Gone || Is(error.Code, LostStateCodes))
            return TenantFailure.Gone;
        if (status == HttpStatusCode.NotImplemented || Says(error.Message, AbsenceWords))
            return operation.IsEverywhere ? TenantFailure.NotFound : TenantFailure.NotSupported;
        if ((int)status >= 500)
            return TenantFailure.Unavailable;
        if (status == HttpStatusCode.PaymentRequired || Is(error.Code, LicenceCodes) || LicenceWords().IsMatch(error.Message ?? ""))
            return TenantFailure.NotLicensed;
        if (status == HttpStatusCode.NotFound)
            return NamesAThing(operation) || !Is(error.Code, ["ResourceNotFound"]) || operation.IsEverywhere ? TenantFailure.NotFound : TenantFailure.NotSupported;
        return status switch
        {
            HttpStatusCode.Forbidden => TenantFailure.Denied,
            _ when (int)status is >= 300 and < 400 => TenantFailure.BadAnswer,
            _ => TenantFailure.Refused,
        };
    }

    /// <summary>Whether a refusal is about a unit that only its own administrators may manage.</summary>
    public static bool IsRestrictedUnit(ServiceError error) =>
        Says(error.Message, ["restricted management", "restricted administrative unit", "isManagementRestricted"]) || Is(error.Code, ["Authorization_RestrictedManagement"]);

    // Services differ in the status: a code is sure, and so are words where the status fits. A request that waits already is a conflict when it comes again.
    private static bool WaitsForApproval(HttpStatusCode status, ServiceError error, TenantOperation operation, string? approval) =>
        operation is { Changes: true, Service: ServiceFamily.Intune }
        && status is HttpStatusCode.PreconditionFailed or HttpStatusCode.Forbidden or HttpStatusCode.Conflict
        && (approval is not null || status == HttpStatusCode.PreconditionFailed || Is(error.Code, ["ApprovalRequired", "ApprovalPending"])
            || (status == HttpStatusCode.Conflict && Says(error.Message, ["approval"])));

    // Where a path holds an id, the same code means that the thing isn't there; without one, the service isn't.
    private static bool NamesAThing(TenantOperation operation) => operation.Path.Contains('{', StringComparison.Ordinal);

    private static bool Is(string? code, string[] codes) => code is not null && codes.Contains(code, StringComparer.OrdinalIgnoreCase);

    private static bool Says(string? message, string[] words) => message is not null && words.Any(word => message.Contains(word, StringComparison.OrdinalIgnoreCase));

    // Whole words: a property such as assignedLicenses in the text of a wrong filter is no matter of licences.
    [GeneratedRegex(@"\blicen[sc](e|es|ed|ing)\b|\bsubscription\b|\bnot onboarded\b|\bnot been onboarded\b|\bpremium tenant\b|Failed to resolve table", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex LicenceWords();
}
