using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Files;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Repeats;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Reports.Handover;

/// <summary>Sends one large file in pieces, and goes on where SharePoint says that it stands whenever one is lost.</summary>
internal sealed class FileUpload(SharePointClient client, Library library, SiteAddress site, UploadStates states, LocalFile file, string folder, RemoteItem? replaced, Action<long> told)
{
    // A multiple of 320 KiB, as SharePoint demands of all pieces but the last, and below its 60 MiB.
    public const int Piece = 32 * 320 * 1024;

    private const int MostStalls = 6;
    private const int MostSessions = 3;

    private readonly Backoff _backoff = Backoff.OfFault();
    private readonly string _key = string.Join('|', client.Session.Context.TenantId, library.Drive, folder, file.Name, replaced?.Id, replaced?.Tag, file.Sha256, file.Bytes.ToString(CultureInfo.InvariantCulture));
    private int _stalls;
    private int _sessions;

    /// <summary>Whether it went on where a run before had broken off.</summary>
    public bool WasResumed { get; private set; }

    /// <summary>Sends it.</summary>
    /// <returns>The file as SharePoint says that it now has it; null where the answer to the last piece was lost.</returns>
    public async Task<RemoteItem?> SendAsync(CancellationToken cancellationToken)
    {
        var stream = new FileStream(file.Path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.Asynchronous });
        await using var _ = stream.ConfigureAwait(false);
        var (address, offset) = await TakeUpAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            told(offset);
            try
            {
                if (address is null)
                    (address, offset) = (await BeginAsync(cancellationToken).ConfigureAwait(false), 0);
                var answer = await SendPieceAsync(stream, address, offset, cancellationToken).ConfigureAwait(false);
                if (RemoteItem.Of(answer) is { } whole)
                    return Finished(whole);
                var next = NextOf(answer) ?? throw new TenantException(TenantFailure.BadAnswer, $"SharePoint doesn't say how much of {file.Name} has arrived; run this again.");
                _stalls = next > offset ? 0 : _stalls + 1;
                offset = next;
                if (_stalls > MostStalls)
                    throw new TenantException(TenantFailure.Unavailable, $"SharePoint takes no more of {file.Name} after {offset} bytes; run this again later, it goes on from there.");
            }
            catch (TenantException lost) when (IsLost(lost) && address is not null)
            {
                states.Forget(_key);
                address = null;
                if (lost.Status == HttpStatusCode.NotFound && await ArrivedAsync(cancellationToken).ConfigureAwait(false) is { } there)
                    return Finished(there);
            }
            catch (TenantException doubtful) when (address is not null && (doubtful.MayHaveHappened || doubtful.Failure == TenantFailure.Unavailable || doubtful.Status == HttpStatusCode.RequestedRangeNotSatisfiable) && doubtful.Status != HttpStatusCode.InsufficientStorage)
            {
                if (++_stalls > MostStalls)
                    throw;
                await Task.Delay(_backoff.Next(Random.Shared.NextDouble()), client.Session.Options.Time, cancellationToken).ConfigureAwait(false);
                (address, offset) = await AskAsync(address!, offset, cancellationToken).ConfigureAwait(false);
                if (address is null && await ArrivedAsync(cancellationToken).ConfigureAwait(false) is { } there)
                    return Finished(there);
            }
        }
    }

    // An address that is gone, or that takes nothing more, is as good as none.
    private static bool IsLost(TenantException refusal) => refusal.Status is HttpStatusCode.NotFound or HttpStatusCode.Gone or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    private RemoteItem Finished(RemoteItem item)
    {
        states.Forget(_key);
        told(file.Bytes);
        return item;
    }

    private async Task<(Uri? Address, long Offset)> TakeUpAsync(CancellationToken cancellationToken)
    {
        if (states.Find(_key) is not { } known)
            return (null, 0);
        Check(known, PublishOperations.AskArrived);
        var (address, offset) = await AskAsync(known, 0, cancellationToken).ConfigureAwait(false);
        WasResumed = offset > 0;
        return (address, offset);
    }

    private async Task<(Uri? Address, long Offset)> AskAsync(Uri address, long offset, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.Session.Client.SendAtAsync(PublishOperations.AskArrived, address, null, null, cancellationToken).ConfigureAwait(false);
            var next = NextOf(SharePointClient.Parsed(PublishOperations.AskArrived, answer.Json));
            if (next > offset)
                _stalls = 0;
            return next is { } at ? (address, at) : (null, 0);
        }
        catch (TenantException lost) when (IsLost(lost))
        {
            states.Forget(_key);
            return (null, 0);
        }
    }

    private async Task<Uri> BeginAsync(CancellationToken cancellationToken)
    {
        if (++_sessions > MostSessions)
            throw new TenantException(TenantFailure.Unavailable, $"SharePoint lost what it had of {file.Name}, {MostSessions} times over; run this again later.");
        var item = new JsonObject { ["@microsoft.graph.conflictBehavior"] = replaced is null ? "fail" : "replace", ["fileSize"] = file.Bytes, ["name"] = file.Name };
        var drive = SharePointClient.Segment(library.Drive);
        var (operation, path) = replaced is null
            ? (PublishOperations.BeginNew, $"v1.0/drives/{drive}/items/{SharePointClient.Segment(folder)}:/{SharePointClient.Segment(file.Name)}:/createUploadSession")
            : (PublishOperations.BeginAgain, $"v1.0/drives/{drive}/items/{SharePointClient.Segment(replaced.Id)}/createUploadSession");
        var session = await client.SendAsync(operation, path, new JsonObject { ["item"] = item }.ToJsonString(), replaced?.Tag, cancellationToken).ConfigureAwait(false);
        if (!WireAddress.TryTake(SharePointClient.Text(session, "uploadUrl"), out var address))
            throw new TenantException(TenantFailure.BadAnswer, $"SharePoint named no address to send {file.Name} to; run this again later.");
        Check(address, PublishOperations.SendPiece);
        if (session.TryGetProperty("expirationDateTime", out var expires) && expires.ValueKind == JsonValueKind.String && expires.TryGetDateTimeOffset(out var until))
            states.Keep(_key, address, until);
        return address;
    }

    private void Check(Uri address, TenantOperation operation) =>
        UploadLinks.Check(address, site.Address, client.Session.Context.Cloud, client.Session.Client.Endpoints, operation);

    private async Task<JsonElement> SendPieceAsync(FileStream stream, Uri address, long offset, CancellationToken cancellationToken)
    {
        var piece = new byte[Math.Min(Piece, file.Bytes - offset)];
        stream.Position = offset;
        await stream.ReadExactlyAsync(piece, cancellationToken).ConfigureAwait(false);
        var range = string.Create(CultureInfo.InvariantCulture, $"bytes {offset}-{offset + piece.Length - 1}/{file.Bytes}");
        var answer = await client.Session.Client.SendAtAsync(PublishOperations.SendPiece, address, range, piece, cancellationToken).ConfigureAwait(false);
        return SharePointClient.Parsed(PublishOperations.SendPiece, answer.Json);
    }

    // The last answer may have been lost: the file is there then, and nothing is left to send.
    private async Task<RemoteItem?> ArrivedAsync(CancellationToken cancellationToken) =>
        await library.FindAsync(folder, file.Name, cancellationToken).ConfigureAwait(false) is { } item && item.Holds(file) is var holds
        && (holds == true || (holds is null && item.Tag != replaced?.Tag)) ? item : null;

    private long? NextOf(JsonElement answer)
    {
        if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("nextExpectedRanges", out var ranges) || ranges.ValueKind != JsonValueKind.Array)
            return null;
        long? first = null;
        foreach (var range in ranges.EnumerateArray())
        {
            if (range.ValueKind == JsonValueKind.String && long.TryParse(range.GetString()!.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start < file.Bytes && (first is null || start < first))
                first = start;
        }

        return first;
    }
}
