using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats;

/// <summary>The point, to paste into a mail.</summary>
internal sealed class MarkdownFormat : IReportFormat
{
    public const string File = "summary.md";

    public ReportFormats Format => ReportFormats.Markdown;

    public IReadOnlyList<string> Files { get; } = [File];

    public Task WriteAsync(ReportModel model, IReadOnlyList<ReportText> texts, string folder, CancellationToken cancellationToken) =>
        OutputFile.WriteAsync(folder, File, output =>
        {
            for (var index = 0; index < texts.Count; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (index > 0)
                    output.Write("\n---\n\n");
                MarkdownSummary.Write(model.In(texts[index].Language), texts[index], output);
            }
        });
}
