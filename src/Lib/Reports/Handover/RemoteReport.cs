using System.Security.Cryptography;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Files;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Reports.Handover;

/// <summary>What lies in the target folder before anything is sent, held against the report.</summary>
internal sealed class RemoteReport
{
    private const int MostNamed = 5;

    private readonly IReadOnlyDictionary<string, RemoteItem> _items;
    private readonly bool _isSameReport;

    private RemoteReport(IReadOnlyDictionary<string, RemoteItem> items, bool isSameReport) => (_items, _isSameReport) = (items, isSameReport);

    /// <summary>Reads the folder.</summary>
    public static async Task<RemoteReport> ReadAsync(SharePointClient client, Library library, SiteAddress site, string folder, LocalReport report, CancellationToken cancellationToken)
    {
        var items = await library.ListAsync(folder, cancellationToken).ConfigureAwait(false);
        var manifest = report.Files.FirstOrDefault(file => file.Name == LocalReport.Manifest);
        var there = items.GetValueOrDefault(LocalReport.Manifest);
        var same = manifest is not null && there is not null
            && (there.Holds(manifest) ?? await IsFetchedSameAsync(client, site, manifest, there, cancellationToken).ConfigureAwait(false));
        return new RemoteReport(items, same);
    }

    /// <summary>The item that has a file's name; null for none.</summary>
    public RemoteItem? Find(LocalFile file) => _items.GetValueOrDefault(file.Name);

    /// <summary>Whether a file lies there already. Where SharePoint gives no digest, the same manifest and the same length tell; a file of an office program is other bytes there.</summary>
    public bool Has(LocalFile file) =>
        Find(file) is { IsFolder: false } item && ((item.Holds(file) ?? _isSameReport) || (_isSameReport && OfficeFiles.Includes(file.Name)));

    /// <summary>Refuses to write over what is another file.</summary>
    /// <exception cref="UnusableInputException">There is one.</exception>
    public void RefuseOthers(LocalReport report, string? address)
    {
        var others = report.Files.Where(file => Find(file) is not null && !Has(file)).Select(file => file.Name).ToList();
        if (others.Count > 0)
            throw new UnusableInputException(InputProblem.HandoverUnusable, $"{address ?? "The folder"} already holds {Listed(others)} with other content; nothing was sent: name another folder, or say that content may be replaced (--replace, -Replace), which keeps the earlier versions.");
    }

    private static string Listed(List<string> names) =>
        string.Join(", ", names.Take(MostNamed)) + (names.Count > MostNamed ? $" and {names.Count - MostNamed} more" : "");

    private static async Task<bool> IsFetchedSameAsync(SharePointClient client, SiteAddress site, LocalFile manifest, RemoteItem there, CancellationToken cancellationToken)
    {
        if (there.Bytes != manifest.Bytes || !WireAddress.TryTake(there.Download, out var address))
            return false;
        UploadLinks.Check(address, site.Address, client.Session.Context.Cloud, client.Session.Client.Endpoints, PublishOperations.ReadFile);
        try
        {
            var answer = await client.Session.Client.SendAtAsync(PublishOperations.ReadFile, address, null, null, cancellationToken).ConfigureAwait(false);
            return Convert.ToHexString(SHA256.HashData(answer.Json.Span)).Equals(manifest.Sha256, StringComparison.OrdinalIgnoreCase);
        }
        catch (TenantException)
        {
            // It can't be told, so it is not taken for the same.
            return false;
        }
    }
}
