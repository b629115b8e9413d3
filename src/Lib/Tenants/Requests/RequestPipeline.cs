using Polly;
using Polly.Retry;
using TikTokBan.Tenants.Budgets;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Tenants.Requests;

/// <summary>The one way by which anything is sent to a tenant: within budgets, with a token where one belongs, and again where that is allowed and needed.</summary>
internal sealed class RequestPipeline : IDisposable
{
    private readonly ResiliencePipeline<Attempt> _repeats;
    private readonly CancellationTokenSource _ended = new();

    public RequestPipeline(TenantEndpoints endpoints, ITokenSource tokens, HttpMessageInvoker transport, TimeProvider time)
    {
        Endpoints = endpoints;
        Tokens = tokens;
        Transport = transport;
        Time = time;
        Budgets = new ServiceBudgets(time);
        _repeats = new ResiliencePipelineBuilder<Attempt> { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions<Attempt>
            {
                MaxRetryAttempts = int.MaxValue,
                ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Result.RepeatAfter is not null),
                DelayGenerator = static args => ValueTask.FromResult(args.Outcome.Result.RepeatAfter),
            })
            .Build();
    }

    public TenantEndpoints Endpoints { get; }

    public ITokenSource Tokens { get; }

    public HttpMessageInvoker Transport { get; }

    public TimeProvider Time { get; }

    public ServiceBudgets Budgets { get; }

    public TenantReach Reach { get; } = new();

    /// <summary>Cancelled when the session is disconnected.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>Sends a request until it is answered.</summary>
    /// <param name="operation">What is asked.</param>
    /// <param name="request">The request.</param>
    /// <param name="read">Takes a good answer, within the attempt: what it throws of a broken one is a reason to repeat. Says whether it keeps the response; the pipeline disposes of it otherwise.</param>
    /// <param name="cancellationToken">Stops it at once, whatever it waits for; but the answer to a change that is under way is awaited.</param>
    /// <exception cref="TenantException">No good answer can be had.</exception>
    public async Task SendAsync(TenantOperation operation, OutgoingRequest request, Func<HttpResponseMessage, CancellationToken, Task<bool>> read, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _ended.Token);
        var exchange = new Exchange(this, operation, request, read);
        try
        {
            var outcome = await _repeats.ExecuteAsync(static (exchange, token) => exchange.AttemptAsync(token), exchange, either.Token).ConfigureAwait(false);
            if (outcome.Failure is { } failure)
            {
                Reach.Failed(failure);
                throw failure;
            }
        }
        catch (OperationCanceledException) when (exchange.InDoubt is not null)
        {
            // Stopped while it waited to be sent again: the first time may have done it.
            throw exchange.InDoubt;
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw SessionEnded.Sentence();
        }
        catch (OperationCanceledException stopped) when (cancellationToken.IsCancellationRequested && stopped.CancellationToken != cancellationToken)
        {
            throw new OperationCanceledException(stopped.Message, stopped, cancellationToken);
        }
    }

    public void Dispose()
    {
        _ended.Cancel();
        Budgets.Dispose();
        Transport.Dispose();
        _ended.Dispose();
    }
}

/// <summary>What became of one attempt.</summary>
/// <param name="Failure">Why it failed; null when it didn't.</param>
/// <param name="RepeatAfter">The wait before the next; null when there is none.</param>
internal readonly record struct Attempt(TenantException? Failure, TimeSpan? RepeatAfter);
