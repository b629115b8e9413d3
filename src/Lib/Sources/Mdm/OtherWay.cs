using System.Runtime.CompilerServices;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;

namespace TikTokBan.Sources.Mdm;

/// <summary>Rows that are read because a report can't be had.</summary>
internal static class OtherWay
{
    /// <summary>Reads them; where the tenant doesn't have this way either, the report's own problem is the one to be told: it is no absence, and may be mended.</summary>
    /// <param name="report">Why the report can't be had; null where it wasn't tried.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="TenantException">Neither can be read.</exception>
    public static async IAsyncEnumerable<RowBatch> After(TenantException? report, IAsyncEnumerable<RowBatch> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var each = rows.GetAsyncEnumerator(cancellationToken);
        while (await MoveAsync(each, report).ConfigureAwait(false))
            yield return each.Current;
    }

    private static async ValueTask<bool> MoveAsync(IAsyncEnumerator<RowBatch> rows, TenantException? report)
    {
        try
        {
            return await rows.MoveNextAsync().ConfigureAwait(false);
        }
        catch (TenantException other) when (other.IsAbsence && report is { IsAbsence: false })
        {
            throw new TenantException(report.Failure, report.Message, report)
            {
                Status = report.Status,
                Code = report.Code,
                ServiceMessage = report.ServiceMessage,
                RequestId = report.RequestId,
                RetryAfter = report.RetryAfter,
            };
        }
    }
}
