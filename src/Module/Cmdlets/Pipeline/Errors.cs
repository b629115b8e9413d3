using System.Management.Automation;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Cmdlets.Sessions;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Removal.Applying;
using TikTokBan.Tenants;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>Makes every error record that the cmdlets write, from the catalogue of errors: scripts rely on ids and categories.</summary>
internal static class Errors
{
    /// <summary>The error for what the library threw; null for what is PowerShell's own and must pass as it is.</summary>
    public static ErrorRecord? Of(Exception failure) => failure switch
    {
        PipelineStoppedException or IContainsErrorRecord => null,
        UnusableInputException unusable => Make(unusable.Problem.ToString(), unusable, unusable.Path),
        TenantException refusal => Make("Tenant" + refusal.Failure, refusal, null),
        NotConnectedException => Make("NotConnected", failure, null),
        IOException or UnauthorizedAccessException => Make("FileAccess", failure, null),
        OperationCanceledException => Make("Cancelled", failure, null),
        _ when failure.GetType().Namespace?.StartsWith("System.Management.Automation", StringComparison.Ordinal) == true => null,
        _ => Make("UnexpectedFailure", failure, null),
    };

    /// <summary>The error for what is wrong with one input of several, so that the others can be gone on with; null for what concerns them all.</summary>
    /// <param name="failure">What was thrown.</param>
    /// <param name="input">The input, for the error's target.</param>
    public static ErrorRecord? OfOne(Exception failure, object? input) => failure switch
    {
        UnusableInputException
        {
            Problem: InputProblem.ArgumentUnusable or InputProblem.LedgerUnusable or InputProblem.LedgerNotFound or InputProblem.LedgerDamaged or InputProblem.RunInProgress
        } => null,
        UnusableInputException unusable => Make(unusable.Problem.ToString(), unusable, input ?? unusable.Path),
        IOException or UnauthorizedAccessException => Make("FileAccess", failure, input),
        _ => null,
    };

    /// <summary>The error for what is wrong with one person or device of several; null for what concerns them all.</summary>
    public static ErrorRecord? OfSubject(Exception failure, string named) => failure switch
    {
        UnusableInputException { Problem: InputProblem.ArgumentUnusable or InputProblem.SubjectNotFound or InputProblem.RunInProgress or InputProblem.FileExists } unusable => Make(unusable.Problem.ToString(), unusable, named),
        _ => null,
    };

    public static ErrorRecord ApplicationNotFound(string id) => NotFound(InputProblem.ApplicationNotFound, "NoSuchApplication", id);

    public static ErrorRecord OrganisationNotFound(string id) => Make("OrganisationNotFound", new ItemNotFoundException(Sentence.Of("NoSuchOrganisation", id)), id);

    public static ErrorRecord DirectiveNotFound(string id) => NotFound(InputProblem.DirectiveNotFound, "NoSuchDirective", id);

    public static ErrorRecord ScanNotFound(string id) => NotFound(InputProblem.ScanNotFound, "NoSuchScan", id);

    public static ErrorRecord PathNotFound(string path) => Make("PathNotFound", new ItemNotFoundException(Sentence.Of("NoSuchPath", path)), path);

    public static ErrorRecord WaiverNotFound(string id) => NotFound(InputProblem.WaiverNotFound, "NoSuchWaiver", id);

    public static ErrorRecord OfAction(ActionResult action) => Make(
        "Action" + action.Outcome,
        new InvalidOperationException($"{action.Action} {action.Kind} {action.Target}: {action.Sentence}"),
        action);

    private static ErrorRecord NotFound(InputProblem problem, string key, string id) =>
        Make(problem.ToString(), new ItemNotFoundException(Sentence.Of(key, id)), id);

    private static ErrorRecord Make(string id, Exception failure, object? target)
    {
        var entry = ErrorCatalogue.Find(id);
        failure.HelpLink ??= entry.Help;
        var says = failure is ItemNotFoundException or NotConnectedException || Refusal.IsTranslated(failure) || !ErrorEntry.IsTranslated
            ? failure.Message
            : $"{entry.Meaning} {failure.Message}";
        return new ErrorRecord(failure, id, entry.Category, target)
        {
            ErrorDetails = new ErrorDetails(ConsoleWords.Drop(says)) { RecommendedAction = $"{entry.Action} (Get-Help about_TikTokBan_Errors)" },
        };
    }
}
