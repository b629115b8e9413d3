using System.Text.Json;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Sources.Live;

namespace TikTokBan.Sources.MailFlow;

/// <summary>Picks from a window's rows those that show something, for the state of the next scan.</summary>
internal sealed class TraceEvidence(Shape shape, LiveScan scan, TraceWindow window, bool isKept)
{
    private readonly Sink _sink = new("", new CatalogueMatcher(scan.Matcher), shape.DateOrder);
    private readonly JsonRow _row = new(shape, null);
    private readonly List<(DateTimeOffset At, byte[] Row)> _rows = [];

    public IReadOnlyList<(DateTimeOffset At, byte[] Row)> Rows => _rows;

    /// <summary>What is told of each row; null where nothing is kept.</summary>
    public Action<JsonElement, ReadOnlyMemory<byte>>? Taken => isKept ? Take : null;

    private void Take(JsonElement row, ReadOnlyMemory<byte> reduced)
    {
        JsonBlocks.Take(row, 0, _row, shape, _sink);
        foreach (var observation in _sink.Flush().Records.OfType<Observation>().Take(1))
            _rows.Add((observation.ObservedAt ?? window.Start, reduced.ToArray()));
    }
}
