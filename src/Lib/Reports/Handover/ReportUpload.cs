using System.Net;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Reports.Handover;

/// <summary>Sends a report's files one after the other, each in the way that suits its length.</summary>
internal sealed class ReportUpload(
    SharePointClient client, Library library, SiteAddress site, UploadStates states, LocalReport report, string folder, RemoteReport there, IProgress<PublishProgress>? progress)
{
    /// <summary>Longest file that is sent in one request.</summary>
    public const int Small = 4 * 1024 * 1024;

    private const int MostTries = 3;

    private readonly long _bytes = report.Files.Sum(file => file.Bytes);
    private long _done;

    public async Task<IReadOnlyList<PublishedFile>> SendAsync(CancellationToken cancellationToken)
    {
        var files = new List<PublishedFile>(report.Files.Count);
        foreach (var file in report.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Tell(file, 0);
            try
            {
                files.Add(new PublishedFile(file.Name, file.Bytes, await SendAsync(file, cancellationToken).ConfigureAwait(false)));
            }
            catch (TenantException refused)
            {
                throw HandoverFailures.Of(refused, $"The file {file.Name}");
            }
            catch (EndOfStreamException shorter)
            {
                throw new UnusableInputException(InputProblem.HandoverUnusable, $"{file.Name} was changed while it was sent; what was sent before stays, so write the report again and run this again.", report.Folder, inner: shorter);
            }

            _done += file.Bytes;
            Tell(file, 0);
        }

        return files;
    }

    private async Task<PublishedState> SendAsync(LocalFile file, CancellationToken cancellationToken)
    {
        if (there.Has(file))
            return PublishedState.AlreadyThere;
        var replaced = there.Find(file);
        if (file.Bytes <= Small)
        {
            await PutAsync(file, replaced, cancellationToken).ConfigureAwait(false);
            return replaced is null ? PublishedState.Uploaded : PublishedState.Replaced;
        }

        var upload = new FileUpload(client, library, site, states, file, folder, replaced, sent => Tell(file, sent));
        await upload.SendAsync(cancellationToken).ConfigureAwait(false);
        return replaced is not null ? PublishedState.Replaced : upload.WasResumed ? PublishedState.Resumed : PublishedState.Uploaded;
    }

    private async Task PutAsync(LocalFile file, RemoteItem? replaced, CancellationToken cancellationToken)
    {
        var bytes = await File.ReadAllBytesAsync(file.Path, cancellationToken).ConfigureAwait(false);
        if (bytes.Length != file.Bytes)
            throw new EndOfStreamException();
        var drive = SharePointClient.Segment(library.Drive);
        var (operation, path) = replaced is null
            ? (PublishOperations.PutNew, $"v1.0/drives/{drive}/items/{SharePointClient.Segment(folder)}:/{SharePointClient.Segment(file.Name)}:/content?@microsoft.graph.conflictBehavior=fail")
            : (PublishOperations.PutAgain, $"v1.0/drives/{drive}/items/{SharePointClient.Segment(replaced.Id)}/content");
        for (var tries = 1; ; tries++)
        {
            try
            {
                await client.PutAsync(operation, path, bytes, replaced?.Tag, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (TenantException doubtful) when ((doubtful.MayHaveHappened && doubtful.Status != HttpStatusCode.InsufficientStorage) || doubtful.Code == "nameAlreadyExists")
            {
                // Looked at, never sent blindly a second time: it may have arrived.
                var item = await library.FindAsync(folder, file.Name, cancellationToken).ConfigureAwait(false);
                if (item?.Holds(file) == true)
                    return;
                if (tries == MostTries || (item is not null && item.Tag != replaced?.Tag))
                    throw;
            }
        }
    }

    private void Tell(LocalFile file, long sent) => progress?.Report(new PublishProgress(file.Name, _done + sent, _bytes));
}
