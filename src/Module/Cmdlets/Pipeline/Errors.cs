using System.Management.Automation;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>Every error that the cmdlets write, with its id and category: scripts rely on both.</summary>
internal static class Errors
{
    /// <summary>The error for what the library threw; null for what is PowerShell's own and must pass as it is.</summary>
    public static ErrorRecord? Of(Exception failure) => failure switch
    {
        PipelineStoppedException or IContainsErrorRecord => null,
        UnusableInputException unusable => new(unusable, "UnusableInput", ErrorCategory.InvalidData, unusable.Path),
        TenantException refusal => new(refusal, "Tenant" + refusal.Failure, CategoryOf(refusal.Failure), null),
        NotConnectedException => new(failure, "NotConnected", ErrorCategory.ConnectionError, null),
        IOException or UnauthorizedAccessException => new(failure, "FileAccess", ErrorCategory.ReadError, null),
        OperationCanceledException => new(failure, "Cancelled", ErrorCategory.OperationStopped, null),
        _ when failure.GetType().Namespace?.StartsWith("System.Management.Automation", StringComparison.Ordinal) == true => null,
        _ => new(failure, "UnexpectedFailure", ErrorCategory.NotSpecified, null),
    };

    public static ErrorRecord ApplicationNotFound(string id) => new(
        new ItemNotFoundException($"The catalogue has no application '{id}'; Get-CoveredApplication without -Id lists those it has."),
        "ApplicationNotFound", ErrorCategory.ObjectNotFound, id);

    public static ErrorRecord DirectiveNotFound(string id) => new(
        new ItemNotFoundException($"There is no directive '{id}'; Get-BanDirective without -Id lists those there are."),
        "DirectiveNotFound", ErrorCategory.ObjectNotFound, id);

    public static ErrorRecord ScanNotFound(string id) => new(
        new ItemNotFoundException($"The ledger holds no scan '{id}'; Get-TikTokScan without -Id lists those it holds."),
        "ScanNotFound", ErrorCategory.ObjectNotFound, id);

    public static ErrorRecord PathNotFound(string path) => new(
        new ItemNotFoundException($"Nothing is called '{path}' here; check the name, and where the shell is."),
        "PathNotFound", ErrorCategory.ObjectNotFound, path);

    public static ErrorRecord WaiverNotFound(string id) => new(
        new ItemNotFoundException($"The ledger holds no waiver '{id}'; Get-TikTokWaiver without -Id lists those it holds."),
        "WaiverNotFound", ErrorCategory.ObjectNotFound, id);

    public static ErrorRecord OfAction(ActionResult action) => new(
        new InvalidOperationException($"{action.Action} {action.Kind} {action.Target}: {action.Sentence}"),
        "Action" + action.Outcome, action.Outcome == ActionOutcome.Failed ? ErrorCategory.OperationStopped : ErrorCategory.OperationTimeout, action);

    private static ErrorCategory CategoryOf(TenantFailure failure) => failure switch
    {
        TenantFailure.SignIn => ErrorCategory.AuthenticationError,
        TenantFailure.Denied => ErrorCategory.PermissionDenied,
        TenantFailure.NotLicensed or TenantFailure.NotSupported or TenantFailure.NotProvisioned => ErrorCategory.NotInstalled,
        TenantFailure.Throttled => ErrorCategory.LimitsExceeded,
        TenantFailure.NotFound or TenantFailure.Gone => ErrorCategory.ObjectNotFound,
        TenantFailure.BadAnswer => ErrorCategory.InvalidResult,
        _ => ErrorCategory.ConnectionError,
    };
}
