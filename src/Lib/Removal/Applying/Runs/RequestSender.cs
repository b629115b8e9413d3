using System.Text.Json;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>How a request that changes something ended.</summary>
internal enum SendEnd
{
    /// <summary>The service did it.</summary>
    Accepted,

    /// <summary>The service refused it, or it was not sent.</summary>
    Refused,

    /// <summary>The service holds it back for approval.</summary>
    Held,

    /// <summary>An administrator rejected it.</summary>
    Rejected,

    /// <summary>Nobody knows what became of it.</summary>
    Lost,
}

/// <summary>What became of a request.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Body">What the service answered.</param>
/// <param name="Failure">What it failed with.</param>
/// <param name="Code">The code of the approval that it waits for.</param>
/// <param name="Words">What is to be said of it.</param>
internal sealed record Sent(SendEnd End, JsonElement? Body = null, TenantException? Failure = null, string? Code = null, string? Words = null)
{
    public string Said => Words ?? Failure?.ServiceMessage ?? Failure?.Message ?? "";
}

/// <summary>Sends what changes something: journaled before it leaves, and again when it was answered.</summary>
internal sealed class RequestSender(IPlanTransport transport, IRemovalRun run, TimeProvider time, ApprovalRequests approvals, string justification)
{
    // As much as an approver's list takes; the mark by which we find it again comes last and must not be cut off.
    private const int MostJustification = 1024;

    /// <summary>Sends one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">The action and step that it belongs to.</param>
    /// <param name="before">What it replaces; null for nothing.</param>
    /// <param name="idOf">Reads the id of what was made out of the answer; null where nothing is made.</param>
    /// <param name="cancellationToken">Keeps it from being sent.</param>
    /// <exception cref="UnusableInputException">The journal can't be written. If it was sent, its effect is found out by the next run.</exception>
    public async Task<Sent> SendAsync(SentRequest request, SendOrigin origin, JsonElement? before, Func<JsonElement?, string?>? idOf, CancellationToken cancellationToken)
    {
        var headers = default(ApprovalHeaders);
        if (ApprovalRequests.Concerns(request))
        {
            var (known, end) = await HeadersAsync(request, origin, cancellationToken).ConfigureAwait(false);
            if (end is not null)
                return end;
            headers = known;
        }

        cancellationToken.ThrowIfCancellationRequested();
        await run.AppendAsync(Entry(JournalStep.Sending, origin) with { Request = request, Before = before, ApprovalCode = headers.Code }, cancellationToken).ConfigureAwait(false);
        try
        {
            var answer = await transport.WriteAsync(request, headers, cancellationToken).ConfigureAwait(false);
            var id = idOf?.Invoke(answer.Body);
            await AnsweredAsync(Entry(JournalStep.Answered, origin) with { Status = answer.Status, RequestId = answer.RequestId, ObjectId = id, Created = id is null ? null : true }).ConfigureAwait(false);
            return new Sent(SendEnd.Accepted, answer.Body);
        }
        catch (TenantException held) when (held.Failure == TenantFailure.ApprovalRequired)
        {
            var code = held.ApprovalCode ?? await CodeAsync(origin).ConfigureAwait(false);
            await AnsweredAsync(Refusal(origin, held) with { ApprovalCode = code }).ConfigureAwait(false);
            return new Sent(SendEnd.Held, Code: code, Failure: held);
        }
        catch (TenantException lost) when (lost.MayHaveHappened)
        {
            return new Sent(SendEnd.Lost, Failure: lost);
        }
        catch (TenantException refused)
        {
            await AnsweredAsync(Refusal(origin, refused)).ConfigureAwait(false);
            return new Sent(SendEnd.Refused, Failure: refused);
        }
        catch (OperationCanceledException)
        {
            await AnsweredAsync(Entry(JournalStep.Answered, origin) with { Sentence = "It was stopped before it was sent." }).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<(ApprovalHeaders Headers, Sent? End)> HeadersAsync(SentRequest request, SendOrigin origin, CancellationToken cancellationToken)
    {
        var asking = (new ApprovalHeaders(Justify(origin), null), (Sent?)null);
        // An approval is for one request exactly; if what it replaces is no longer the same, it is another request.
        if (origin.Held is not { } held || held.Request != request)
            return asking;
        var code = held.Code.Length > 0 ? held.Code : await approvals.FindCodeAsync(origin.Mark, cancellationToken).ConfigureAwait(false);
        if (code is null)
            return asking;
        var (state, words) = await approvals.StateAsync(code, cancellationToken).ConfigureAwait(false);
        return state switch
        {
            ApprovalState.Approved => (new ApprovalHeaders(null, code), null),
            ApprovalState.Waiting => (default, new Sent(SendEnd.Held, Code: code)),
            ApprovalState.Rejected => (default, new Sent(SendEnd.Rejected, Code: code, Words: words)),
            _ => asking,
        };
    }

    // The service said no to a repetition, and the code of the first was lost with its answer.
    private async Task<string> CodeAsync(SendOrigin origin)
    {
        try
        {
            return await approvals.FindCodeAsync(origin.Mark, CancellationToken.None).ConfigureAwait(false) ?? "";
        }
        catch (TenantException)
        {
            return "";
        }
    }

    private string Justify(SendOrigin origin)
    {
        var room = MostJustification - origin.Mark.Length - 1;
        return $"{(justification.Length > room ? justification[..room] : justification)} {origin.Mark}";
    }

    private JournalEntry Refusal(SendOrigin origin, TenantException refused) => Entry(JournalStep.Answered, origin) with
    {
        Status = (int?)refused.Status,
        RequestId = refused.RequestId,
        Sentence = refused.ServiceMessage ?? refused.Message,
    };

    private JournalEntry Entry(JournalStep step, SendOrigin origin) => new() { At = time.GetUtcNow(), Step = step, Action = origin.Action };

    // What was answered is kept even when nothing more is to be begun.
    private Task AnsweredAsync(JournalEntry entry) => run.AppendAsync(entry, CancellationToken.None);
}

/// <summary>Where a request comes from.</summary>
/// <param name="Action">The action.</param>
/// <param name="Mark">What tells it from every other request of every plan, for a person and for us.</param>
/// <param name="Held">The request of this action that waits for approval, and its code.</param>
internal sealed record SendOrigin(string Action, string Mark, (SentRequest Request, string Code)? Held);
