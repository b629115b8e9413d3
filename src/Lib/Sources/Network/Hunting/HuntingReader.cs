using System.Runtime.CompilerServices;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Sources.Network.Hunting;

/// <summary>Reads tables of Defender by queries.</summary>
/// <param name="shape">What their rows mean.</param>
/// <param name="operation">What is asked for.</param>
/// <param name="name">What the place is called: the table, or what several tables are read for.</param>
/// <param name="queries">The queries, from what the catalogue covers.</param>
internal sealed class HuntingReader(Shape shape, TenantOperation operation, string name, Func<HuntingTerms, IEnumerable<HuntingQuery>> queries) : LiveReader
{
    public override Shape Shape => shape;

    public override string Location => $"graph/hunting/{name}";

    // No column tells rows apart in every table.
    public override string? IdProperty => null;

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        scan.DemandCloud(operation, "Advanced hunting");
        var run = new HuntingRun(scan, operation);
        foreach (var query in queries(new HuntingTerms(scan.Catalogue)))
        {
            await foreach (var answer in run.AnswersAsync(query, cancellationToken).ConfigureAwait(false))
                yield return new JsonRows(answer);
        }
    }
}
