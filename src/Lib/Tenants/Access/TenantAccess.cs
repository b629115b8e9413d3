using System.Runtime.CompilerServices;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Access;

/// <summary>The preflight: what can be read of a tenant, and what is missing for the rest.</summary>
public static class TenantAccess
{
    /// <summary>Ids of the kinds of source that a tenant can answer, in the order in which documentation lists them.</summary>
    public static IReadOnlyList<string> Sources { get; } = [.. TenantOperations.Reading.Select(operation => operation.Source).Distinct()];

    /// <summary>Ids of what carrying plans out needs of a tenant, likewise.</summary>
    public static IReadOnlyList<string> Acts { get; } = [.. TenantOperations.Acting.Select(operation => operation.Source).Distinct()];

    /// <summary>Ids of what handing reports over needs of a tenant, likewise.</summary>
    public static IReadOnlyList<string> Handovers { get; } = [.. TenantOperations.Publishing.Select(operation => operation.Source).Distinct()];

    /// <summary>What a kind of acting is, in words.</summary>
    /// <param name="act">One of <see cref="Acts"/> or <see cref="Handovers"/>.</param>
    /// <returns>A title in English; null for any other.</returns>
    public static string? TitleOfAct(string act) => RemovalOperations.Titles.GetValueOrDefault(act ?? "") ?? PublishOperations.Titles.GetValueOrDefault(act ?? "");

    /// <summary>Tries each kind of source, with requests as small as can be; starts no job in the tenant and changes nothing. A change is never tried: the token's permissions tell.</summary>
    /// <param name="session">The signed-in tenant.</param>
    /// <param name="sources">Kinds of source to try; null tries all.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What was found, source by source as it is found.</returns>
    /// <exception cref="UnusableInputException">There is no such source.</exception>
    /// <exception cref="TenantException">No service of the tenant can be reached, or none takes the token.</exception>
    public static IAsyncEnumerable<SourceAccess> TestAsync(TenantSession session, IReadOnlyCollection<string>? sources, AccessPurpose purpose, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return TestAsync(session, TenantOperations.All, Chosen(sources, purpose), cancellationToken);
    }

    /// <summary>The sources that are meant.</summary>
    /// <exception cref="UnusableInputException">There is no such source.</exception>
    internal static IReadOnlyList<string> Chosen(IReadOnlyCollection<string>? sources, AccessPurpose purpose = AccessPurpose.Read)
    {
        var all = purpose switch
        {
            AccessPurpose.Apply => [.. Sources, .. Acts],
            AccessPurpose.Publish => Handovers,
            _ => Sources,
        };
        if (sources is null)
            return all;
        var unknown = sources.FirstOrDefault(source => !all.Contains(source, StringComparer.Ordinal));
        return unknown is null
            ? [.. all.Where(sources.Contains)]
            : throw new UnusableInputException(InputProblem.ArgumentUnusable, $"No tenant has a source '{unknown}'; there are {string.Join(", ", all)}.");
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
            var serving = operations.Where(operation => operation.Source == source && !operation.IsWithoutToken).ToList();
            var tried = new List<OperationAccess>(serving.Count);
            foreach (var operation in serving)
                tried.Add(await probe.TryAsync(operation, cancellationToken).ConfigureAwait(false));
            if (session.Client.Barrier is { } barrier && tried.TrueForAll(access => access.State != AccessState.NotProvisioned))
                throw new TenantException(barrier.Failure, $"Nothing of the tenant can be read. {barrier.Message}", barrier);
            yield return Join(source, serving, Inferred(serving, tried), session.Context);
        }
    }

    // One answer shows that the permission is there (for reading: a change may need another), in a form that we may not know; so does what the token says, where it can be read.
    private static List<OperationAccess> Inferred(List<TenantOperation> serving, List<OperationAccess> tried) =>
    [
        .. tried.Select((access, i) => !serving[i].Changes && access is { WasAsked: false, State: AccessState.PermissionMissing or AccessState.Unknown }
            && tried.Where((other, j) => other is { WasAsked: true, State: AccessState.Readable } && PermissionMatch.ToAskFor(serving[j], delegated: false) == PermissionMatch.ToAskFor(serving[i], delegated: false)).Any()
                ? access with { State = AccessState.Readable, Problem = null }
                : access),
    ];

    // What the token says that it holds need not be asked for; where it holds all and is refused all the same, all is.
    private static IReadOnlyList<string> Asked(List<TenantOperation> lacking, TenantContext context, bool delegated)
    {
        var all = lacking.SelectMany(operation => PermissionMatch.AllToAskFor(operation, delegated)).Distinct().ToList();
        var open = delegated == context.IsDelegated ? all.Where(permission => !PermissionMatch.IsHeld(permission, context.Permissions)).ToList() : all;
        return open.Count > 0 ? open : all;
    }

    private static SourceAccess Join(string source, List<TenantOperation> serving, List<OperationAccess> tried, TenantContext context)
    {
        var acts = serving.TrueForAll(operation => operation.IsForActing);
        var needed = tried.Where(access => !access.IsOptional).ToList();

        // Of a source that is only read when it is named, its first request tells; a kind of acting can do without none.
        if (needed.Count == 0)
            needed = acts ? tried : [tried[0]];
        var worst = needed.MaxBy(access => access.State)!;
        var wanting = tried.Where(access => access.State is AccessState.PermissionMissing or AccessState.Unknown).Select(access => access.Operation).ToHashSet(StringComparer.Ordinal);
        var lacking = serving.Where(operation => wanting.Contains(operation.Id)).ToList();
        return new SourceAccess
        {
            Source = source,
            State = worst.State,
            Problem = worst.Problem ?? tried.Where(access => access.State != AccessState.Readable).Select(access => $"Without {access.Operation}: {access.Problem}").FirstOrDefault(),
            MissingApplication = Asked(lacking, context, delegated: false),
            MissingDelegated = Asked(lacking, context, delegated: true),
            IsOptional = serving.TrueForAll(operation => operation.IsOptional),
            IsForActing = acts,
            Operations = tried,
        };
    }
}
