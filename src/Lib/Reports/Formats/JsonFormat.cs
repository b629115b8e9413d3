using TikTokBan.Reports.Formats.Json;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats;

/// <summary>The document for programs.</summary>
internal sealed class JsonFormat : IReportFormat
{
    public const string File = "report.json";

    public ReportFormats Format => ReportFormats.Json;

    public IReadOnlyList<string> Files { get; } = [File];

    public async Task WriteAsync(ReportModel model, IReadOnlyList<ReportText> texts, string folder, CancellationToken cancellationToken)
    {
        var document = System.IO.File.Create(Path.Combine(folder, File));
        await using (document.ConfigureAwait(false))
            JsonReport.Write(model, document, cancellationToken);
    }
}
