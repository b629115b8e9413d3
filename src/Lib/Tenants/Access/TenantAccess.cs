using System.Runtime.CompilerServices;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Access;

/// <summary>The preflight: what can be read of a tenant, and what is missing for the rest.</summary>
public static class TenantAccess
{
    /// <summary>Ids of the kinds of source that a tenant can answer, in the order in which documentation lists them.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. TenantOperations.Reading.Select(operation => operation.Source).Distinct()];

    /// <summary>Tries each kind of source, with requests as small as can be; starts no job in the tenant and changes nothing.</summary>
    /// <param name="session">The signed-in tenant.</param>
    /// <param name="sources">Kinds of source to try; null tries all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was found, source by source as it is found.</returns>
    /// <exception cref="UnusableInputException">There is no such source.</exception>
    /// <exception cref="TenantException">No service of the tenant can be reached, or none takes the token.</exception>
    public static IAsyncEnumerable<SourceAccess> TestAsync(TenantSession session, IReadOnlyCollection<string>? sources, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return TestAsync(session, TenantOperations.Reading, Chosen(sources), cancellationToken);
    }

    /// <summary>The sources that are meant.</summary>
    /// <exception cref="UnusableInputException">There is no such source.</exception>
    internal static IReadOnlyList<string> Chosen(IReadOnlyCollection<string>? sources)
    {
        if (sources is null)
            return Sources;
        var unknown = sources.FirstOrDefault(source => !Sources.Contains(source, StringComparer.Ordinal));
        return unknown is null
            ? [.. Sources.Where(sources.Contains)]
            : throw new UnusableInputException($"No tenant has a source '{unknown}'; there are {string.Join(", ", Sources)}.");
    }

    internal static async IAsyncEnumerable<SourceAccess> TestAsync(
        TenantSession session,
        IReadOnlyList<TenantOperation> operations,
        IReadOnlyList<string> sources,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var probe = new OperationProbe(session);
        foreach (var source in sources)
        {
            var serving = operations.Where(operation => operation.Source == source && operation.Service != ServiceFamily.Storage).ToList();
            var tried = new List<OperationAccess>(serving.Count);
            foreach (var operation in serving)
                tried.Add(await probe.TryAsync(operation, cancellationToken).ConfigureAwait(false));
            if (session.Client.Barrier is { } barrier && tried.TrueForAll(access => access.State != AccessState.NotProvisioned))
                throw new TenantException(barrier.Failure, $"Nothing of the tenant can be read. {barrier.Message}", barrier);
            yield return Join(source, serving, Inferred(serving, tried));
        }
    }

    // One answer shows that the permission is there, in a form that we may not know; so does what the token says, where it can be read.
    private static List<OperationAccess> Inferred(List<TenantOperation> serving, List<OperationAccess> tried) =>
    [
        .. tried.Select((access, i) => access is { WasAsked: false, State: AccessState.PermissionMissing or AccessState.Unknown }
            && tried.Where((other, j) => other is { WasAsked: true, State: AccessState.Readable } && PermissionMatch.ToAskFor(serving[j], delegated: false) == PermissionMatch.ToAskFor(serving[i], delegated: false)).Any()
                ? access with { State = AccessState.Readable, Problem = null }
                : access),
    ];

    private static SourceAccess Join(string source, List<TenantOperation> serving, List<OperationAccess> tried)
    {
        var needed = tried.Where(access => !access.IsOptional).DefaultIfEmpty(tried[0]).ToList();
        var worst = needed.MaxBy(access => access.State)!;
        var wanting = tried.Where(access => access.State is AccessState.PermissionMissing or AccessState.Unknown).Select(access => access.Operation).ToHashSet(StringComparer.Ordinal);
        var lacking = serving.Where(operation => wanting.Contains(operation.Id)).ToList();
        return new SourceAccess
        {
            Source = source,
            State = worst.State,
            Problem = worst.Problem ?? tried.Where(access => access.State != AccessState.Readable).Select(access => $"Without {access.Operation}: {access.Problem}").FirstOrDefault(),
            MissingApplication = [.. lacking.Select(operation => PermissionMatch.ToAskFor(operation, delegated: false)).OfType<string>().Distinct()],
            MissingDelegated = [.. lacking.Select(operation => PermissionMatch.ToAskFor(operation, delegated: true)).OfType<string>().Distinct()],
            IsOptional = serving.TrueForAll(operation => operation.IsOptional),
            Operations = tried,
        };
    }
}
