using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats;

/// <summary>The lists.</summary>
internal sealed class CsvFormat : IReportFormat
{
    private const string Exposures = "exposures.csv";
    private const string Rejected = "rejected.csv";

    public ReportFormats Format => ReportFormats.Csv;

    public IReadOnlyList<string> Files { get; } = [Exposures, Rejected];

    public async Task WriteAsync(ReportModel model, IReadOnlyList<ReportText> texts, string folder, CancellationToken cancellationToken)
    {
        var mark = model.Options.Csv == CsvDialect.SpreadsheetBelgium;
        await OutputFile.WriteAsync(folder, Exposures, output => CsvReport.WriteExposures(model, output, cancellationToken), mark).ConfigureAwait(false);
        await OutputFile.WriteAsync(folder, Rejected, output => CsvReport.WriteRejected(model, output), mark).ConfigureAwait(false);
    }
}
