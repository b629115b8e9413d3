using System.Text;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Access;

/// <summary>Finds out whether operations are allowed: asks where something small can be asked, else goes by the token.</summary>
internal sealed class OperationProbe(TenantSession session)
{
    // A service that throttles may make us wait for minutes, and whoever tests wants an answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Dictionary<SmallestRequest, (AccessState State, string? Problem)> _answers = [];
    private TenantContext? _defender;

    public async Task<OperationAccess> TryAsync(TenantOperation operation, CancellationToken cancellationToken)
    {
        var context = session.Context;
        var permission = PermissionMatch.ToAskFor(operation, context.IsDelegated);
        OperationAccess Found(AccessState state, bool asked, string? problem) =>
            new(operation.Id, operation.Method.Method, operation.Path, state, asked, operation.IsOptional, permission, problem);

        if (!operation.IsIn(context.Cloud))
            return Found(AccessState.NotSupportedInCloud, false, $"The {context.Cloud} cloud doesn't have it.");
        if (SmallestRequest.Of(operation, session.Options.Time.GetUtcNow()) is not { } request)
        {
            return PermissionMatch.IsHeld(operation, await HolderAsync(operation, cancellationToken).ConfigureAwait(false)) switch
            {
                true => Found(AccessState.Readable, false, null),
                false => Found(AccessState.PermissionMissing, false, $"The token doesn't hold {permission}."),
                null => Found(AccessState.Unknown, false, "The token doesn't say what it allows."),
            };
        }

        if (!_answers.TryGetValue(request, out var answer))
            _answers[request] = answer = await AskAsync(operation, request, cancellationToken).ConfigureAwait(false);
        return Found(answer.State, true, answer.Problem);
    }

    // Each service has a token of its own, and Graph's says nothing of what Defender's allows.
    private async Task<TenantContext> HolderAsync(TenantOperation operation, CancellationToken cancellationToken)
    {
        if (operation.Service != ServiceFamily.Defender)
            return session.Context;
        try
        {
            _defender ??= session.Context with { Permissions = await session.PermissionsOfAsync(ServiceFamily.Defender, cancellationToken).ConfigureAwait(false) };
        }
        catch (TenantException)
        {
            _defender = session.Context with { Permissions = [] };
        }

        return _defender;
    }

    private async Task<(AccessState State, string? Problem)> AskAsync(TenantOperation operation, SmallestRequest request, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, session.Options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            var asked = session.Client.Raw(operation.Method, request.PathAndQuery, request.Body is null ? null : Encoding.UTF8.GetBytes(request.Body), session.Client.Endpoints.Of(operation.Service));
            await session.Client.SendAsync(operation, asked, either.Token).ConfigureAwait(false);
            return (AccessState.Readable, null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (AccessState.Failed, $"It didn't answer within {Patience.TotalSeconds:0} seconds; try again later.");
        }
        catch (TenantException refusal)
        {
            return (StateOf(operation, refusal), ProblemOf(operation, refusal));
        }
    }

    private static AccessState StateOf(TenantOperation operation, TenantException refusal) => refusal.Failure switch
    {
        _ when MessageTracePrincipal.IsMissing(operation, refusal) => AccessState.NotProvisioned,
        TenantFailure.Denied => AccessState.PermissionMissing,
        TenantFailure.NotLicensed => AccessState.LicenceMissing,
        TenantFailure.NotSupported => AccessState.NotSupportedInCloud,
        _ => AccessState.Failed,
    };

    private string ProblemOf(TenantOperation operation, TenantException refusal)
    {
        if (MessageTracePrincipal.IsMissing(operation, refusal))
            return MessageTracePrincipal.HowToCreate;
        if (refusal.Failure != TenantFailure.Denied || PermissionMatch.IsHeld(operation, session.Context) != true)
            return refusal.Message;

        // The token is right and the service refuses all the same: the permission is not the trouble.
        return session.Context.IsDelegated && operation.DelegatedRole is { } role
            ? $"{refusal.Message} The token holds the permission; {session.Context.Account ?? "whoever is signed in"} also needs the role {role}."
            : $"{refusal.Message} The token holds the permission; a change may take an hour to arrive, and a role or scope of the service itself may be missing.";
    }
}
