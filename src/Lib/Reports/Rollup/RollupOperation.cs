using TikTokBan.Reports.Formats;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Reports.Rollup;

/// <summary>Adds many authorities' aggregate reports up to a national one. Reads their published figures and nothing behind them.</summary>
public static class RollupOperation
{
    private const string PageFile = "report.html";
    private const string DocumentFile = "rollup.json";
    private const string ListFile = "rollup.csv";

    private static readonly string[] Files = [PageFile, DocumentFile, ListFile, ManifestFiles.Manifest];

    /// <summary>Reads, checks and adds up the reports, and writes the national one.</summary>
    /// <param name="request">Which, and where to.</param>
    /// <param name="cancellationToken">Gives up; what was in the output folder is then as it was.</param>
    /// <exception cref="UnusableInputException">There is no report, the list of those expected can't be read, or the output can't be written.</exception>
    public static async Task<RollupResult> RunAsync(RollupRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Folders.Count == 0)
            throw new UnusableInputException(InputProblem.ReportUnusable, "no folder was given; give the folders of the reports, or the one that holds them");
        var text = new RollupText(request.Language);
        request.Proof.RefuseUnfit();
        var expected = request.Expected is { } list ? ExpectedAuthorities.Read(list) : null;
        var collection = new ReportCollection(request);
        var reports = await collection.ReadAsync(cancellationToken).ConfigureAwait(false);
        var national = NationalCounting.Count(reports, collection.Uncounted, expected, request);
        await ReportFolder.ReplaceAsync(request.Output, [.. Files, .. ManifestFiles.Optional], [.. Files[..^1], .. request.Proof.Files], ownerOnly: false, async next =>
        {
            await OutputFile.WriteAsync(next, PageFile, output => RollupPage.Write(national, text, output)).ConfigureAwait(false);
            await OutputFile.WriteAsync(next, ListFile, output => RollupCsv.Write(national, output)).ConfigureAwait(false);
            var document = File.Create(Path.Combine(next, DocumentFile));
            await using (document.ConfigureAwait(false))
                RollupJson.Write(national, document);
            await ManifestWriter.WriteAsync(next, Facts(request), cancellationToken).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return new RollupResult
        {
            Folder = Path.GetFullPath(request.Output),
            Authorities = [.. national.Authorities.Select(one => one.Standing)],
            Uncounted = national.Uncounted,
            NearMisses = national.NearMisses,
            Expected = national.Expected,
        };
    }

    private static ManifestFacts Facts(RollupRequest request) => new(
        new ReportManifest
        {
            Format = ReportManifest.FormatName,
            Version = ReportManifest.CurrentVersion,
            Kind = "rollup",
            Detail = "aggregate",
            Languages = [request.Language],
            Product = request.Proof.Product ?? ManifestFacts.Library,
            Files = [],
        },
        request.Proof.Signing?.Certificate,
        request.Proof.TimeStampRequest);
}
