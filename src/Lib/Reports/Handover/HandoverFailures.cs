using System.Net;
using TikTokBan.Tenants;

namespace TikTokBan.Reports.Handover;

/// <summary>Says in one sentence what SharePoint's refusals mean for whoever hands a report over.</summary>
internal static class HandoverFailures
{
    private static readonly string[] FullCodes = ["quotaLimitReached", "insufficientStorage"];

    /// <summary>Words a refusal.</summary>
    /// <param name="refusal">What the service answered.</param>
    /// <param name="what">What it is about, as a sentence begins: <c>The file report.html</c>.</param>
    /// <returns>The same kind of failure with a sentence of its own; the refusal itself where its own sentence says all.</returns>
    public static TenantException Of(TenantException refusal, string what)
    {
        var sentence = refusal switch
        {
            { Status: HttpStatusCode.Locked } or { Code: "resourceLocked" or "lockMismatch" } =>
                $"{what} is locked there: it is a record, carries a retention label that bars changes, or somebody has it open; it was left as it is, so name another folder, or have it unlocked.",
            { Status: HttpStatusCode.InsufficientStorage } => Full(what),
            { Code: { } code } when FullCodes.Contains(code, StringComparer.OrdinalIgnoreCase) => Full(what),
            { Status: HttpStatusCode.PreconditionFailed } => $"{what} was changed there by somebody else meanwhile; it was left as it is, so look at it and run this again.",
            { Code: "nameAlreadyExists" } => $"{what} appeared there meanwhile, from somebody else; it was left as it is, so look at it and run this again.",
            { Failure: TenantFailure.Denied } => $"{what} can't be reached: {refusal.Message} With Sites.Selected, the site itself has to be granted to the application as well.",
            _ => null,
        };
        return sentence is null ? refusal : new TenantException(refusal.Failure, sentence, refusal)
        {
            Status = refusal.Status,
            Code = refusal.Code,
            ServiceMessage = refusal.ServiceMessage,
            RequestId = refusal.RequestId,
            RetryAfter = refusal.RetryAfter,
            MayHaveHappened = refusal.MayHaveHappened,
        };
    }

    private static string Full(string what) => $"{what} finds no room: the site's storage is full; free some or have more given to the site, then run this again.";
}
