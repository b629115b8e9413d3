using TikTokBan.Exposures;
using TikTokBan.Sources;

namespace TikTokBan.Reports.Model;

/// <summary>What tells one edition of a report from another.</summary>
internal static class DocumentControlOf
{
    private const string Product = "TikTokBan";

    public static DocumentControl Report(ReportInput input, ReportOptions options)
    {
        var summary = input.Scan.Summary;
        var observed = input.Scan.Coverage.Where(Observes).ToList();
        return new DocumentControl
        {
            Reference = $"{summary.ScanId}/{options.Detail.ToString().ToLowerInvariant()}/{options.Language}",
            Detail = options.Detail,
            Product = Product,
            Started = input.Stored?.Started,
            Finished = input.Stored?.Finished,
            Actor = options.Detail == ReportDetail.Named ? input.Stored?.Actor : null,
            Permissions = input.Stored?.Permissions ?? (IsOfFiles(input.Scan) ? [] : null),
            // What the sources state, not what the cases do: the first and the last case are somebody's.
            EvidenceFrom = observed.Min(source => source.From),
            EvidenceTo = observed.Max(source => source.To),
        };
    }

    private static bool Observes(SourceCoverage source) =>
        source.State is "read" or "partial" && SourceDescriptors.All.FirstOrDefault(one => one.Id == source.Source)?.Stage != SourceStage.Reference;

    // A file that was read whole has a hash, a service has none; the ledger's own register needs no permission.
    private static bool IsOfFiles(ScanResult scan) =>
        scan.Coverage.Any(source => source.Sha256 is not null)
        && scan.Coverage.All(source => source.Sha256 is not null || source.State == "absent" || source.Source == SourceDescriptors.WaiverRegister.Id);
}
