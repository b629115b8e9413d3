using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using TikTokBan.Exposures;

namespace TikTokBan.Ledger;

/// <summary>
/// The one JSON form of a scan: what the console prints, what the ledger keeps, what its hash is taken of.
/// Members stand in the order in which they are declared, nulls are left out, times are UTC with <c>Z</c>,
/// so the same scan always gives the same bytes. The shape is in <c>schemas/scan.schema.json</c>.
/// </summary>
public static class ScanJson
{
    // Text stays readable in its own script; < > & and quotes are still escaped, so a line can be pasted into a page.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    private static readonly ScanJsonContext Compact = new(new JsonSerializerOptions(ScanJsonContext.Default.Options) { Encoder = Encoder });

    private static readonly ScanJsonContext Indented = new(new JsonSerializerOptions(ScanJsonContext.Default.Options) { Encoder = Encoder, WriteIndented = true });

    /// <summary>Writes a whole scan as one document: <c>summary</c>, <c>coverage</c>, <c>exposures</c>, <c>rejected</c>, <c>unrecognised</c>, <c>suspicions</c>.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="output">Where to; UTF-8 without a byte-order mark. Written as it goes, and left open.</param>
    /// <param name="indented">For people to read. The canonical form is not indented.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static Task WriteScanAsync(ScanResult scan, Stream output, bool indented = false, CancellationToken cancellationToken = default) =>
        JsonSerializer.SerializeAsync(output, scan, (indented ? Indented : Compact).ScanResult, cancellationToken);

    /// <summary>Writes exposures one to a line (NDJSON).</summary>
    /// <param name="exposures">The exposures, in the order in which they are to stand.</param>
    /// <param name="output">Where to; UTF-8, lines end with a line feed. Left open.</param>
    /// <param name="cancellationToken">Stops the writing between two lines.</param>
    public static async Task WriteLinesAsync(IEnumerable<Exposure> exposures, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exposures);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var exposure in exposures)
        {
            await output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(exposure, Compact.Exposure), cancellationToken).ConfigureAwait(false);
            await output.WriteAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads back what <see cref="WriteScanAsync"/> wrote, indented or not.</summary>
    /// <param name="input">The document.</param>
    /// <param name="name">Its name, for the message when it is no scan.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnusableInputException">It is not a scan's document.</exception>
    public static async Task<ScanResult> ReadScanAsync(Stream input, string name, CancellationToken cancellationToken = default)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(input, Compact.ScanResult, cancellationToken).ConfigureAwait(false)
                ?? throw new UnusableInputException(InputProblem.ScanUnusable, "this holds null and not a scan; give the output of a scan in the format json", name);
        }
        catch (JsonException wrong)
        {
            throw new UnusableInputException(InputProblem.ScanUnusable, $"this is not a scan's document ({wrong.Message}); give the output of a scan in the format json", name, wrong.LineNumber + 1, wrong);
        }
    }

    internal static ScanJsonContext Form => Compact;
}
