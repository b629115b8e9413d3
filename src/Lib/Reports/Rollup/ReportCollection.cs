using System.Text.Json;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Reports.Rollup;

/// <summary>Finds the reports in the folders that were given, checks each, and sorts out those that can't be counted.</summary>
internal sealed class ReportCollection
{
    private const int MostFolders = 20_000;

    private readonly RollupRequest _request;
    private readonly string _output;
    private readonly List<(AuthorityReport Report, ReportBounds Bounds)> _read = [];
    private readonly List<UncountedReport> _uncounted = [];

    public ReportCollection(RollupRequest request) => (_request, _output) = (request, Full(request.Output));

    public IReadOnlyList<UncountedReport> Uncounted => _uncounted;

    /// <summary>The reports that count, one of each authority under each directive.</summary>
    public async Task<IReadOnlyList<(AuthorityReport Report, ReportBounds Bounds)>> ReadAsync(CancellationToken cancellationToken)
    {
        var folders = _request.Folders.SelectMany(Reports).Distinct(StringComparer.Ordinal).Where(folder => folder != _output).Order(StringComparer.Ordinal).ToList();
        if (folders.Count > MostFolders)
            throw new UnusableInputException(InputProblem.ReportUnusable, $"there are more than {MostFolders} reports here; add them up in parts");
        if (folders.Count == 0)
            throw new UnusableInputException(InputProblem.ReportNotFound, "there is no report here: neither this folder nor one in it holds a report.json or manifest.json; give the folder of a report, or the one that holds them", _request.Folders[0]);
        foreach (var folder in folders)
            await TakeAsync(folder, cancellationToken).ConfigureAwait(false);
        return [.. _read.GroupBy(one => (AuthorityName.Normal(one.Report.Authority), one.Report.Directive)).SelectMany(group => Latest([.. group])).OrderBy(one => AuthorityName.Normal(one.Report.Authority), StringComparer.Ordinal).ThenBy(one => one.Report.Directive, StringComparer.Ordinal)];
    }

    private IEnumerable<string> Reports(string given)
    {
        var folder = Full(given);
        if (File.Exists(folder))
            throw new UnusableInputException(InputProblem.ReportUnusable, "this is a file; give the folder of a report, or one that holds such folders", given);
        if (!Directory.Exists(folder))
            throw new UnusableInputException(InputProblem.ReportNotFound, "there is no such folder; give the folder of a report, or one that holds such folders", given);
        if (IsReport(folder))
        {
            return folder == _output
                ? throw new UnusableInputException(InputProblem.ReportUnusable, "this folder is both to be read and to be written; give another one for the national report", given)
                : [folder];
        }

        try
        {
            // A link could lead anywhere, also back here.
            return [.. new DirectoryInfo(folder).EnumerateDirectories().Where(one => one.LinkTarget is null).Select(one => one.FullName).Where(IsReport)];
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.ReportUnusable, $"the folder cannot be read ({refused.Message.TrimEnd('.')}); check its permissions", given, inner: refused);
        }
    }

    private async Task TakeAsync(string folder, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = FolderContent.Shown(Path.GetFileName(folder));
        ReportCheckResult result;
        try
        {
            result = await ReportCheck.CheckAsync(folder, new ReportCheckOptions { At = new DateTimeOffset(_request.AsOf.ToDateTime(new TimeOnly(12, 0)), TimeSpan.Zero), RequireSignature = _request.RequireSignature, Trust = _request.Trust }, cancellationToken).ConfigureAwait(false);
        }
        catch (UnusableInputException refused)
        {
            Refuse("unfit", $"The report in {name} cannot be read: {refused.Sentence}.");
            return;
        }

        var manifest = result.Manifest;
        var authority = string.IsNullOrWhiteSpace(manifest?.Authority) ? null : manifest.Authority;
        if (result.First is { } flaw)
            Refuse("unfit", $"The report in {name} is not counted, because it doesn't fit its manifest: {flaw.Sentence}", authority);
        else if (manifest!.Kind != "report")
            Refuse("unfit", $"The report in {name} adds up others itself; give those that it was made of.");
        else if (manifest.Detail != "aggregate")
            Refuse("detail", $"The report in {name} is a {manifest.Detail} one: it tells of people and devices that nobody outside their authority needs to know of. Delete it here, and ask for the aggregate report.", authority);
        else if (manifest.Scan!.Selection == true)
            Refuse("selection", $"The report in {name} is of a selection of a scan; ask for the report of the whole.", authority);
        else if (authority is null)
            Refuse("nameless", $"The report in {name} names no authority; have it made with an authority profile that does.");
        else
            await AddAsync(folder, name, result, cancellationToken).ConfigureAwait(false);

        void Refuse(string reason, string sentence, string? authority = null) => _uncounted.Add(new UncountedReport(name, authority, reason, sentence));
    }

    private async Task AddAsync(string folder, string name, ReportCheckResult result, CancellationToken cancellationToken)
    {
        var why = "";
        try
        {
            var document = result.Manifest!.Files.FirstOrDefault(file => file.Name == "report.json");
            if (document is { Bytes: <= AuthorityReportReader.Largest })
            {
                var report = await AuthorityReportReader.ReadAsync(folder, result, cancellationToken).ConfigureAwait(false);
                var bounds = new ReportBounds(report);
                if (!bounds.Contradict)
                {
                    _read.Add((report, bounds));
                    return;
                }
            }

            why = document is null ? "it has no report.json" : document.Bytes > AuthorityReportReader.Largest ? "its report.json is larger than any aggregate report" : "its figures contradict one another";
        }
        catch (JsonException wrong)
        {
            why = $"its report.json is not that of a report ({FolderContent.Shown(wrong.Message.ReplaceLineEndings(" ").TrimEnd('.'))})";
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            why = "its report.json cannot be read";
        }

        _uncounted.Add(new UncountedReport(name, result.Manifest!.Authority, "unfit", $"The report in {name} is not counted: {why}."));
    }

    // Of the reports of one authority the one of the latest day. Two of that day that differ leave open which is right.
    private IEnumerable<(AuthorityReport Report, ReportBounds Bounds)> Latest(List<(AuthorityReport Report, ReportBounds Bounds)> group)
    {
        var last = group.Max(one => one.Report.AsOf);
        foreach (var (report, _) in group.Where(one => one.Report.AsOf < last))
            _uncounted.Add(new UncountedReport(FolderContent.Shown(report.Folder), report.Authority, "superseded", $"The report in {FolderContent.Shown(report.Folder)}, as of {report.AsOf:yyyy-MM-dd}, is not counted: one of the same authority as of {last:yyyy-MM-dd} is."));
        var latest = group.Where(one => one.Report.AsOf == last).ToList();
        if (latest.Select(one => one.Report.Manifest.Scan!.Sha256).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            foreach (var (report, _) in latest)
                _uncounted.Add(new UncountedReport(FolderContent.Shown(report.Folder), report.Authority, "conflict", $"The report in {FolderContent.Shown(report.Folder)} is not counted: another of the same authority as of the same day says otherwise. Ask the authority which one stands, and take the other away."));
            return [];
        }

        foreach (var (report, _) in latest.Skip(1))
            _uncounted.Add(new UncountedReport(FolderContent.Shown(report.Folder), report.Authority, "copy", $"The report in {FolderContent.Shown(report.Folder)} is of the same scan as the one in {FolderContent.Shown(latest[0].Report.Folder)} and is counted once."));
        return [latest[0]];
    }

    private static bool IsReport(string folder) => File.Exists(Path.Combine(folder, "report.json")) || File.Exists(Path.Combine(folder, ManifestFiles.Manifest));

    private static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
}
