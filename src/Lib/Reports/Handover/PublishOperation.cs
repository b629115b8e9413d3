using TikTokBan.Ledger;

namespace TikTokBan.Reports.Handover;

/// <summary>Puts a report's files into a SharePoint library. Safe to run again: what lies there is not sent twice, and what was interrupted goes on.</summary>
public static class PublishOperation
{
    /// <summary>Looks at the folder without asking the tenant anything.</summary>
    /// <param name="folder">The folder that holds the report.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it holds numbers only; false where it tells of people, or doesn't say.</returns>
    /// <exception cref="UnusableInputException">It holds no whole report, or SharePoint doesn't take a name of it.</exception>
    public static async Task<bool> IsAggregateAsync(string folder, CancellationToken cancellationToken = default) =>
        (await LocalReport.ReadAsync(folder, cancellationToken).ConfigureAwait(false)).About.IsAggregate;

    /// <summary>Refuses to hand over a report that tells of people without a word of its own.</summary>
    /// <param name="isAggregate">Whether it holds numbers only.</param>
    /// <param name="allowed">Whether personal data may be handed over.</param>
    /// <param name="folder">The folder that holds the report.</param>
    /// <exception cref="UnusableInputException">It tells of people, and that was not agreed to.</exception>
    public static void CheckConsent(bool isAggregate, bool allowed, string folder) => Check(new ReportFacts(isAggregate ? "aggregate" : null, null, null), allowed, folder);

    /// <summary>Puts it there. Everything that can be refused is refused before anything is sent; what proves the other files is sent last.</summary>
    /// <param name="request">What, where and how.</param>
    /// <param name="cancellationToken">Stops it between requests; running it again goes on.</param>
    /// <exception cref="UnusableInputException">
    /// The folder holds no whole report, it tells of people and that was not agreed to, there is no such site or library, a name is
    /// not taken, or a file of the same name has other content and may not be replaced.
    /// </exception>
    /// <exception cref="Tenants.TenantException">SharePoint refused or failed.</exception>
    public static async Task<PublishedReport> RunAsync(PublishRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var report = await LocalReport.ReadAsync(request.Folder, cancellationToken).ConfigureAwait(false);
        Check(report.About, request.AllowPersonalData, request.Folder);
        var site = SiteAddress.Parse(request.Site, request.Session.Context.Cloud);
        var segments = SharePointNames.Segments(request.Target);
        var client = new SharePointClient(request.Session);
        var library = await Library.OpenAsync(client, site, request.Library, cancellationToken).ConfigureAwait(false);
        library.CheckLength(segments, report.Files.Select(file => file.Name));
        var folder = await library.FolderAsync(segments, cancellationToken).ConfigureAwait(false);
        using var states = UploadStates.Open(request.Ledger ?? LedgerLocation.Default, string.Join('|', request.Session.Context.TenantId, library.Drive, folder.Id), request.Session.Options.Time);
        var there = await RemoteReport.ReadAsync(client, library, site, folder.Id, report, cancellationToken).ConfigureAwait(false);
        if (!request.Replace)
            there.RefuseOthers(report, folder.Address);
        var files = await new ReportUpload(client, library, site, states, report, folder.Id, there, request.Progress).SendAsync(cancellationToken).ConfigureAwait(false);
        var after = await library.ListAsync(folder.Id, cancellationToken).ConfigureAwait(false);
        var (findings, notes) = Readback.Of(report, after);
        return new PublishedReport(folder.Address, report.About.IsAggregate, files, findings, notes);
    }

    private static void Check(ReportFacts about, bool allowed, string folder)
    {
        if (!about.IsAggregate && !allowed)
        {
            throw new UnusableInputException(
                InputProblem.ConsentMissing,
                "The report tells of people, or doesn't say that it holds numbers only, and was not sent; " +
                "hand an aggregate one over, or say that personal data may be put there (--allow-personal-data, -AllowPersonalData).",
                folder);
        }
    }
}
