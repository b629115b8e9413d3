using System.IO.Compression;
using TikTokBan.Exposures;
using TikTokBan.Reports;

namespace TikTokBan.Tests.Reports;

/// <summary>A report written to a folder of its own, which goes with it.</summary>
internal sealed class ReportFiles : IDisposable
{
    private ReportFiles(string root) => Root = root;

    /// <summary>The files of a report that nothing is asked for.</summary>
    public static IReadOnlyList<string> Standard { get; } = [.. ReportWriter.Files.Where(file => file != "report.pdf")];

    public string Root { get; }

    public string Folder => Path.Combine(Root, "report");

    public string Html => Read("report.html");

    public string Csv => Read("exposures.csv");

    public string RejectedCsv => Read("rejected.csv");

    public string Json => Read("report.json");

    public static async Task<ReportFiles> Write(ScanResult scan, ReportDetail detail = ReportDetail.Aggregate, string language = "en", CsvDialect csv = CsvDialect.Standard)
    {
        var files = new ReportFiles(Directory.CreateTempSubdirectory("ttb-report-").FullName);
        await ReportWriter.WriteAsync(
            scan,
            new ReportOptions { Detail = detail, Language = language, Csv = csv, PseudonymKey = new byte[32], DirectiveTitle = "Belgium: TikTok on devices paid by the federal authorities" },
            files.Folder);
        return files;
    }

    /// <summary>Writes a report of all that is known.</summary>
    public static async Task<ReportFiles> Of(ReportInput input, ReportOptions options)
    {
        var files = new ReportFiles(Directory.CreateTempSubdirectory("ttb-report-").FullName);
        await ReportWriter.WriteAsync(input, options, files.Folder);
        return files;
    }

    /// <summary>The text of a file; of a workbook, that of all its parts.</summary>
    public string Read(string file)
    {
        if (!file.EndsWith(".xlsx", StringComparison.Ordinal))
            return File.ReadAllText(Path.Combine(Folder, file));
        using var zip = ZipFile.OpenRead(Path.Combine(Folder, file));
        return string.Concat(zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
