using TikTokBan.Reports.Html;
using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats;

/// <summary>The page.</summary>
internal sealed class HtmlFormat : IReportFormat
{
    public const string File = "report.html";

    public ReportFormats Format => ReportFormats.Html;

    public IReadOnlyList<string> Files { get; } = [File];

    public Task WriteAsync(ReportModel model, IReadOnlyList<ReportText> texts, string folder, CancellationToken cancellationToken) =>
        OutputFile.WriteAsync(folder, File, output => Page.Write(model, texts, output, cancellationToken));
}
