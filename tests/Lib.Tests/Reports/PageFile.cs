using TikTokBan.Reports;
using TikTokBan.Reports.Model;

namespace TikTokBan.Tests.Reports;

/// <summary>A page with something in every part of it, in a file that goes with this.</summary>
internal sealed class PageFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ttb-page-");

    public PageFile(ReportModel model)
    {
        Path = System.IO.Path.Combine(_folder.FullName, "report.html");
        File.WriteAllText(Path, SampleModel.Write(model));
    }

    public PageFile(ReportDetail detail, string language, int cases = 120)
        : this(SampleModel.Make(detail, language, cases))
    {
    }

    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
