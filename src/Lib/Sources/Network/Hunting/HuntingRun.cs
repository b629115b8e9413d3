using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Network.Hunting;

/// <summary>
/// Asks a query in slices. The service cuts off what is more than its limit without saying so: an answer that reaches it is
/// thrown away, and its slice is asked for in halves.
/// </summary>
/// <param name="scan">The tenant.</param>
/// <param name="operation">What is asked for.</param>
/// <param name="limit">Rows at which the service cuts off.</param>
internal sealed class HuntingRun(LiveScan scan, TenantOperation operation, int limit = HuntingRun.RowLimit)
{
    private const int RowLimit = 100_000;

    // Limits of the portal and of older versions; an answer of just as many rows is as suspect.
    private static readonly int[] OtherLimits = [10_000, 30_000];

    private const int MostRequests = 2_000;

    /// <summary>How far the tables reach back.</summary>
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(30);

    /// <summary>Answers that together are the whole, newest first.</summary>
    /// <exception cref="TenantException">The table isn't there, or not all of it could be read; what was given before stays.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> AnswersAsync(HuntingQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = scan.Time.GetUtcNow();
        var slices = new Stack<HuntingSlice>([new(now - Furthest, now)]);
        for (var requests = 0; slices.TryPop(out var slice); requests++)
        {
            if (requests == MostRequests)
                throw new TenantException(TenantFailure.Throttled, $"{Missing(query, slice)}: it takes more than {MostRequests} queries; scan again with fewer applications in the catalogue, or read exports of it.");
            if (await AskAsync(query, slice, cancellationToken).ConfigureAwait(false) is { } answer)
            {
                yield return answer;
                continue;
            }

            var halves = slice.Halves(query.IsTimed);
            if (halves.Count == 0)
                throw new TenantException(TenantFailure.BadAnswer, $"{Missing(query, slice)}: even its smallest part holds more rows than the service gives; read exports of it.");

            // The newer half lies on top.
            foreach (var half in halves.Reverse())
                slices.Push(half);
        }
    }

    // Null where the slice is too large for one answer.
    private async Task<ReadOnlyMemory<byte>?> AskAsync(HuntingQuery query, HuntingSlice slice, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["Query"] = query.Text(slice) });
        try
        {
            var answer = await scan.Client.SendAsync(operation, scan.Client.Raw(HttpMethod.Post, "v1.0/security/runHuntingQuery", body), cancellationToken).ConfigureAwait(false);
            var rows = HuntingAnswer.Rows(answer.Json.Span);
            return rows >= limit || OtherLimits.Contains(rows) ? default(ReadOnlyMemory<byte>?) : answer.Json;
        }
        catch (TenantException problem) when (IsTooLarge(problem))
        {
            return null;
        }
        catch (TenantException problem) when (IsMissingTable(problem, query.Table))
        {
            throw new TenantException(TenantFailure.NotLicensed, $"Defender's table {query.Table} is not in this tenant; it comes with {operation.Licence}.", problem) { Status = problem.Status, RequestId = problem.RequestId };
        }
        catch (TenantException problem) when (!problem.IsAbsence && problem.Failure is not (TenantFailure.Denied or TenantFailure.SignIn))
        {
            throw new TenantException(problem.Failure, $"{Missing(query, slice)}: {problem.Message}", problem) { Status = problem.Status, Code = problem.Code, RequestId = problem.RequestId, RetryAfter = problem.RetryAfter };
        }
    }

    private static bool IsTooLarge(TenantException problem) =>
        problem.Status is HttpStatusCode.GatewayTimeout or HttpStatusCode.RequestTimeout or HttpStatusCode.RequestEntityTooLarge
        || (problem.Status == HttpStatusCode.BadRequest && Says(problem, "exceed", "too large", "timed out", "timeout", "preempted"));

    private static bool IsMissingTable(TenantException problem, string table) =>
        problem.Status == HttpStatusCode.BadRequest && Says(problem, "Failed to resolve table") && Says(problem, $"'{table}'");

    private static bool Says(TenantException problem, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if ((problem.ServiceMessage ?? problem.Message).Contains(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static string Missing(HuntingQuery query, HuntingSlice slice) => query.IsTimed
        ? string.Create(CultureInfo.InvariantCulture, $"{query.Table} of before {slice.End.UtcDateTime:yyyy-MM-dd HH:mm} (UTC) could not be read")
        : $"{query.Table} could not be read whole";
}
