using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Kiota.Abstractions;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Sources.MailFlow;

/// <summary>
/// Reads Exchange's message trace, window by window, oldest first: those at the far end are the first to expire. Every window is
/// read whole, because the service knows no part of an address and ignores an <c>or</c>.
/// </summary>
internal sealed class MessageTraceReader : LiveReader
{
    private const int PageSize = 5000;

    public override Shape Shape { get; } = new MessageTrace();

    public override string Location => "graph/messageTraces";

    // Its id is the message's, and a message has a row for each recipient.
    public override string? IdProperty => null;

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        scan.DemandCloud(MailFlowOperations.MessageTraces, "Message trace");
        var now = scan.Time.GetUtcNow();
        var reach = TraceWindows.Reach(now);
        var state = TraceState.Load(scan.Options.State, scan.Tenant.TenantId, scan.Catalogue.Hash);
        if (state.Covered.Count > 0)
            yield return new JsonRows(state.RowsWithin(reach));

        var missing = new MissingMail();
        foreach (var window in TraceWindows.Plan(reach, state.Covered))
        {
            if (missing.IsHopeless)
            {
                missing.Add(window);
                continue;
            }

            var evidence = new TraceEvidence(Shape, scan, window, state.IsKept);
            var pages = scan.Client.PagesAsync(MailFlowOperations.MessageTraces, Request(scan.Client, window, scan.Time.GetUtcNow()), cancellationToken).GetAsyncEnumerator(cancellationToken);
            await using (pages.ConfigureAwait(false))
            {
                while (await NextAsync(pages, window, missing).ConfigureAwait(false) is { } page)
                    yield return new JsonRows(TracePage.Reduce(page.Json, window, evidence.Taken));
            }

            if (missing.Has(window))
                continue;
            missing.HaveRead();
            state.Keep(window, evidence.Rows, reach, now - TraceWindows.Unsettled);
        }

        await missing.ThrowAsync(scan, cancellationToken).ConfigureAwait(false);
    }

    private static RequestInformation Request(GraphClient client, TraceWindow window, DateTimeOffset now)
    {
        // Windows read before this one may have taken hours.
        var earliest = TraceWindows.Reach(now).Start;
        var start = window.Start < earliest && earliest < window.End ? earliest : window.Start;
        var filter = $"receivedDateTime ge {Text(start)} and receivedDateTime le {Text(window.End)}";
        return client.Raw(HttpMethod.Get, $"v1.0/admin/exchange/tracing/messageTraces?$filter={Uri.EscapeDataString(filter)}&$top={PageSize}");
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static async ValueTask<GraphPage?> NextAsync(IAsyncEnumerator<GraphPage> pages, TraceWindow window, MissingMail missing)
    {
        try
        {
            return await pages.MoveNextAsync().ConfigureAwait(false) ? pages.Current : null;
        }
        catch (TenantException problem)
        {
            missing.Add(window, problem);
            return null;
        }
    }
}
