using System.Management.Automation;

namespace TikTokBan.Cmdlets.Failures;

/// <summary>Every error that the cmdlets write. Ids are never renamed: scripts compare them. Texts are in <c>Texts/Errors.resx</c>, under the id.</summary>
internal static class ErrorCatalogue
{
    private static readonly Dictionary<string, ErrorEntry> ById = new ErrorEntry[]
    {
        new("ArgumentUnusable", ErrorCategory.InvalidArgument),
        new("FileUnusable", ErrorCategory.OpenError),
        new("PathNotFound", ErrorCategory.ObjectNotFound),
        new("FileExists", ErrorCategory.ResourceExists),
        new("ConsentMissing", ErrorCategory.PermissionDenied),
        new("ExportUnusable", ErrorCategory.InvalidData),
        new("CatalogueUnusable", ErrorCategory.InvalidData),
        new("ApplicationNotFound", ErrorCategory.ObjectNotFound),
        new("DirectiveUnusable", ErrorCategory.InvalidData),
        new("DirectiveNotFound", ErrorCategory.ObjectNotFound),
        new("CasesUnusable", ErrorCategory.InvalidData),
        new("ProfileUnusable", ErrorCategory.InvalidData),
        new("WaiverUnusable", ErrorCategory.InvalidArgument),
        new("WaiverRefused", ErrorCategory.InvalidOperation),
        new("WaiverNotFound", ErrorCategory.ObjectNotFound),
        new("ScanUnusable", ErrorCategory.InvalidData),
        new("ScanNotFound", ErrorCategory.ObjectNotFound),
        new("PlanUnusable", ErrorCategory.InvalidData),
        new("PlanNotFound", ErrorCategory.ObjectNotFound),
        new("PlanChanged", ErrorCategory.SecurityError),
        new("PlanExpired", ErrorCategory.InvalidOperation),
        new("PlanStale", ErrorCategory.InvalidOperation),
        new("PlanNotApproved", ErrorCategory.PermissionDenied),
        new("PlanOverLimits", ErrorCategory.LimitsExceeded),
        new("PlanRefused", ErrorCategory.InvalidOperation),
        new("ApprovalUnusable", ErrorCategory.InvalidData),
        new("ApprovalRefused", ErrorCategory.PermissionDenied),
        new("BlockUnusable", ErrorCategory.InvalidArgument),
        new("LedgerUnusable", ErrorCategory.OpenError),
        new("LedgerNotFound", ErrorCategory.ObjectNotFound),
        new("LedgerDamaged", ErrorCategory.SecurityError),
        new("RunInProgress", ErrorCategory.ResourceBusy),
        new("ReportUnusable", ErrorCategory.InvalidData),
        new("ReportNotFound", ErrorCategory.ObjectNotFound),
        new("HandoverUnusable", ErrorCategory.InvalidArgument),
        new("CertificateUnusable", ErrorCategory.SecurityError),
        new("KeyUnusable", ErrorCategory.SecurityError),
        new("ProgramMissing", ErrorCategory.NotInstalled),
        new("NotConnected", ErrorCategory.ConnectionError),
        new("FileAccess", ErrorCategory.ReadError),
        new("Cancelled", ErrorCategory.OperationStopped),
        new("UnexpectedFailure", ErrorCategory.NotSpecified),
        new("ActionFailed", ErrorCategory.OperationStopped),
        new("ActionUnknown", ErrorCategory.OperationTimeout),
        new("TenantDenied", ErrorCategory.PermissionDenied),
        new("TenantNotLicensed", ErrorCategory.NotInstalled),
        new("TenantNotSupported", ErrorCategory.NotInstalled),
        new("TenantNotProvisioned", ErrorCategory.NotInstalled),
        new("TenantSignIn", ErrorCategory.AuthenticationError),
        new("TenantThrottled", ErrorCategory.LimitsExceeded),
        new("TenantNotFound", ErrorCategory.ObjectNotFound),
        new("TenantGone", ErrorCategory.ObjectNotFound),
        new("TenantRefused", ErrorCategory.InvalidOperation),
        new("TenantApprovalRequired", ErrorCategory.PermissionDenied),
        new("TenantBadAnswer", ErrorCategory.InvalidResult),
        new("TenantUnavailable", ErrorCategory.ConnectionError),
    }.ToDictionary(entry => entry.Id, StringComparer.Ordinal);

    public static ErrorEntry Find(string id) => ById[id];
}
