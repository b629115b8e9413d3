using System.Globalization;
using System.Net;
using System.Text.Json;
using TikTokBan.Tenants.Budgets;
using TikTokBan.Tenants.Failures;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Repeats;

namespace TikTokBan.Tenants.Requests;

/// <summary>One request and its attempts.</summary>
internal sealed class Exchange(RequestPipeline pipeline, TenantOperation operation, OutgoingRequest request, Func<HttpResponseMessage, CancellationToken, Task<bool>> read)
{
    private const int MostRenewals = 3;

    // Where nothing ever answered, the address is wrong or the network is down, and waiting longer mends neither.
    private const int MostUnreached = 2;

    private readonly ServiceBudget _budget = pipeline.Budgets.Of(operation.Service);
    private readonly ServiceBudget? _writes = operation.Writes is { } writes ? pipeline.Budgets.Of(writes) : null;
    private readonly Repetitions _repetitions = new(operation);
    private readonly string? _scope = operation.IsWithoutToken ? null : pipeline.Endpoints.ScopeOf(operation.Service, request.Address);
    private string? _claims;
    private int _renewals;
    private int _unreached;
    private bool _maybe;

    /// <summary>What became of the last attempt, where nobody knows whether it changed something.</summary>
    public TenantException? InDoubt { get; private set; }

    // A change that is refused for load says so of changes, and reading may go on.
    private ServiceBudget Narrowest => _writes ?? _budget;

    public async ValueTask<Attempt> AttemptAsync(CancellationToken cancellationToken)
    {
        var id = OutgoingRequest.NewId();
        using var write = _writes is null ? null : await EnterAsync(_writes, cancellationToken).ConfigureAwait(false);
        using var place = await EnterAsync(_budget, cancellationToken).ConfigureAwait(false);
        var token = _scope is null ? null : await pipeline.Tokens.GetAsync(_scope, _claims, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        // What changes something is not let go of half-way: whoever stops waiting for it would never know.
        var stop = operation.Changes ? pipeline.Ended : cancellationToken;
        using var patience = new CancellationTokenSource(Patience(operation.Service), pipeline.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        try
        {
            return Doubted(await SendAsync(write, place, token, id, either.Token).ConfigureAwait(false));
        }
        catch (Exception error) when (error is OperationCanceledException or HttpRequestException or IOException or InvalidDataException or JsonException or BadAnswerException)
        {
            if (!operation.Changes)
                cancellationToken.ThrowIfCancellationRequested();
            var (fault, failure, what) = FaultTexts.Of(error);
            _maybe |= operation.Changes && fault is not (Fault.Unreached or Fault.Barred);
            return Doubted(new Attempt(FailureTexts.Of(failure, operation, what, id, tookTooLong: fault == Fault.TooSlow), IsPointless(fault) ? null : _repetitions.AfterFault(fault)));
        }
    }

    // Once an attempt was lost, no later refusal says that nothing happened.
    private Attempt Doubted(Attempt attempt)
    {
        if (!_maybe || attempt.Failure is not { } failure)
            return attempt;
        InDoubt = FailureTexts.InDoubt(failure);
        return attempt with { Failure = InDoubt };
    }

    private bool IsPointless(Fault fault) =>
        fault == Fault.Unreached && !pipeline.Reach.WasReached && (pipeline.Reach.Barrier is not null || ++_unreached > MostUnreached);

    private async ValueTask<ServiceBudget.Place> EnterAsync(ServiceBudget budget, CancellationToken cancellationToken)
    {
        try
        {
            return await budget.EnterAsync(_repetitions.Patience, cancellationToken).ConfigureAwait(false);
        }
        catch (TenantException paused) when (paused.Failure == TenantFailure.Throttled)
        {
            throw FailureTexts.Of(operation, HttpStatusCode.TooManyRequests, ServiceError.None, null, paused.RetryAfter);
        }
    }

    // A hunting query may take three minutes, and so may ten megabytes on a slow line.
    private static TimeSpan Patience(ServiceFamily service) => TimeSpan.FromSeconds(service switch
    {
        ServiceFamily.Hunting or ServiceFamily.Uploads => 240,
        ServiceFamily.IdentityReports or ServiceFamily.MessageTrace => 150,
        _ => 100,
    });

    private async Task<Attempt> SendAsync(ServiceBudget.Place? write, ServiceBudget.Place place, string? token, string id, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(token, id);
        var response = await pipeline.Transport.SendAsync(message, cancellationToken).ConfigureAwait(false);
        var kept = false;
        try
        {
            write?.Answered();
            place.Answered();
            pipeline.Reach.Answered(_scope is not null && response.StatusCode != HttpStatusCode.Unauthorized);
            SlowDown(response);
            if (!response.IsSuccessStatusCode)
                return await RefusedAsync(response, token, id, cancellationToken).ConfigureAwait(false);
            kept = await read(response, cancellationToken).ConfigureAwait(false);
            return default;
        }
        finally
        {
            if (!kept)
                response.Dispose();
        }
    }

    // From 80 % of its limit the service says how far we are; it is easier on everybody not to run into it.
    private void SlowDown(HttpResponseMessage response)
    {
        if (response.Headers.NonValidated.TryGetValues("x-ms-throttle-limit-percentage", out var values)
            && double.TryParse(values.ToString(), CultureInfo.InvariantCulture, out var share) && share is > 0.8 and < 10)
        {
            Narrowest.Pause(TimeSpan.FromSeconds(Math.Min(10, (share - 0.8) * 10)));
        }
    }

    private async Task<Attempt> RefusedAsync(HttpResponseMessage response, string? token, string id, CancellationToken cancellationToken)
    {
        var error = await ErrorAsync(response, cancellationToken).ConfigureAwait(false);
        var asked = RetryAfter.Of(response.Headers, pipeline.Time.GetUtcNow());
        var failure = FailureTexts.Of(
            operation, response.StatusCode, error, RequestId(response) ?? Redaction.Code(error.RequestId) ?? id, asked, ApprovalCode(response));
        _maybe |= operation.Changes && SaysNothingOfIt(response.StatusCode, asked);
        return new Attempt(failure, await WaitAsync(response, token, asked).ConfigureAwait(false));
    }

    // A service that names a time to come back at has not begun.
    private static bool SaysNothingOfIt(HttpStatusCode status, TimeSpan? asked) => status switch
    {
        HttpStatusCode.ServiceUnavailable => asked is null,
        HttpStatusCode.NotImplemented => false,
        HttpStatusCode.RequestTimeout => true,
        _ => (int)status >= 500,
    };

    private ValueTask<TimeSpan?> WaitAsync(HttpResponseMessage response, string? token, TimeSpan? asked)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.Unauthorized when token is not null:
                return ValueTask.FromResult<TimeSpan?>(CanSignInAnew(response, token) ? TimeSpan.Zero : null);
            case HttpStatusCode.TooManyRequests:
                var pause = _repetitions.AfterRefusal(asked);
                Narrowest.Pause(pause ?? asked ?? TimeSpan.Zero);
                return ValueTask.FromResult(pause);
            case HttpStatusCode.ServiceUnavailable when asked is not null:
                return ValueTask.FromResult(_repetitions.AfterRefusal(asked));
            default:
                return ValueTask.FromResult(Repetitions.Of(response.StatusCode) is { } fault ? _repetitions.AfterFault(fault) : null);
        }
    }

    // Once for a challenge, and a few times for a token that is no longer taken: where many requests are under way, one may meet
    // a token that another has just given up. A token that can't be replaced is an answer.
    private bool CanSignInAnew(HttpResponseMessage response, string token)
    {
        var asked = ClaimsChallenge.Of(response.Headers);
        if (asked is null ? _renewals++ == MostRenewals : _claims is not null)
            return false;
        _claims = asked ?? _claims;
        return pipeline.Tokens.Distrust(_scope!, token) || asked is not null;
    }

    public static string? RequestId(HttpResponseMessage response) =>
        Id(response, "request-id") ?? Id(response, "x-ms-request-id");

    private static string? ApprovalCode(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("x-msft-approval-code", out var values) ? Redaction.Code(values.ToString().Trim()) : null;

    private static string? Id(HttpResponseMessage response, string header) =>
        response.Headers.NonValidated.TryGetValues(header, out var values) && Guid.TryParse(values.ToString(), out var id) ? id.ToString() : null;

    private static async Task<ServiceError> ErrorAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var body = new BodyBuffer();
        try
        {
            await body.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false);
            return ServiceError.Of(body.Text.Span);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException)
        {
            // The status says enough.
            return ServiceError.None;
        }
    }
}
