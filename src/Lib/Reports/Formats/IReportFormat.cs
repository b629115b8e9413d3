using TikTokBan.Reports.Model;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Formats;

/// <summary>One form of the report. It writes what the model says and counts nothing of its own.</summary>
internal interface IReportFormat
{
    /// <summary>Which one it is.</summary>
    ReportFormats Format { get; }

    /// <summary>Names of the files that it writes.</summary>
    IReadOnlyList<string> Files { get; }

    /// <summary>Writes them.</summary>
    /// <param name="model">What to say.</param>
    /// <param name="texts">In which languages, one after the other; at least one.</param>
    /// <param name="folder">Where to: a folder of the report's own, in which files of forms that stand before this one are already.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">This form cannot be written here.</exception>
    Task WriteAsync(ReportModel model, IReadOnlyList<ReportText> texts, string folder, CancellationToken cancellationToken);
}
