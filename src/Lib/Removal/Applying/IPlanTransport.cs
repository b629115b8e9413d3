using System.Text.Json;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying;

/// <summary>Carries requests of a plan, whose placeholders are filled, to the tenant.</summary>
internal interface IPlanTransport
{
    /// <summary>Reads all rows of a list, whatever pages they come in, each once; or the one object that isn't a list.</summary>
    /// <param name="request">A GET.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="Tenants.TenantException">It can't be read; <see cref="Tenants.TenantFailure.NotFound"/> where it isn't there.</exception>
    Task<IReadOnlyList<JsonElement>> ReadAsync(SentRequest request, CancellationToken cancellationToken);

    /// <summary>Sends a request that changes something, once; again only where the service says that it did nothing with it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="headers">Headers of multi-admin approval.</param>
    /// <param name="cancellationToken">Stops the waiting before it is sent; once it is under way its answer is awaited within the usual time.</param>
    /// <exception cref="Tenants.TenantException">The service refused (<see cref="Tenants.TenantException.MayHaveHappened"/> false), held it back for approval, or nobody knows (true).</exception>
    Task<WriteAnswer> WriteAsync(SentRequest request, ApprovalHeaders headers, CancellationToken cancellationToken);
}

/// <summary>Headers of Intune's multi-admin approval; never both.</summary>
/// <param name="Justification">What approvers read, sent where no code is known.</param>
/// <param name="Code">Code of an approval that was given.</param>
internal readonly record struct ApprovalHeaders(string? Justification, string? Code);

/// <summary>What a service answered to a request that changes something.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Body">The object that was made, or whatever else it answered; null for nothing.</param>
/// <param name="RequestId">The service's id of the request.</param>
internal sealed record WriteAnswer(int Status, JsonElement? Body, string? RequestId);
