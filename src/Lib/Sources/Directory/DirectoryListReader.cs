using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Kiota.Abstractions;
using TikTokBan.Sources.Exports.Json;
using TikTokBan.Sources.Live;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Sources.Directory;

/// <summary>
/// Reads all objects of one kind. Where a state is kept, the first scan notes the service's place in its own history before it reads
/// the list, so that what changes meanwhile comes with the next scan's changes; later scans ask for changes only. Whenever the changes
/// can't be had, or don't fit what is kept, the list is simply read again.
/// </summary>
internal abstract class DirectoryListReader : LiveReader
{
    // Beyond this the list itself takes fewer requests: its pages are several times as long as those of changes.
    private const int MostChanges = 20_000;

    // Lists come from copies of the directory that may lag behind the place that was noted: what they missed then would be missed for ever.
    private static readonly TimeSpan Trusted = TimeSpan.FromDays(7);

    /// <summary>The properties to ask for.</summary>
    protected abstract IReadOnlyList<string> Properties { get; }

    /// <summary>A property that every object has.</summary>
    protected abstract string Telltale { get; }

    /// <summary>Reads the list.</summary>
    protected abstract TenantOperation List { get; }

    /// <summary>Reads the changes.</summary>
    protected abstract TenantOperation Delta { get; }

    /// <summary>The first request for the list.</summary>
    protected abstract RequestInformation ListRequest(LiveScan scan);

    public override async IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var part = scan.State?.Take(Shape.Descriptor.Id, string.Join(',', Properties));
        using (var kept = part?.Read())
        {
            if (kept is not null && await ChangesAsync(scan, kept, cancellationToken).ConfigureAwait(false) is var (changes, link))
            {
                using var renewed = part!.Write();
                foreach (var batch in ObjectBatches.Of(Objects(kept, changes, renewed)))
                    yield return new JsonRows(batch);

                // Some systems let nothing be put in the place of a file that is open.
                kept.Dispose();
                renewed.Complete(link, kept.ReadInFull);
                yield break;
            }
        }

        var place = part is null ? null : await PlaceAsync(scan, cancellationToken).ConfigureAwait(false);
        using var writer = place is null ? null : part!.Write();
        var seen = new SeenRows();
        await foreach (var page in scan.Client.PagesAsync(List, ListRequest(scan), cancellationToken).ConfigureAwait(false))
        {
            if (writer is not null)
                Keep(page, writer, seen);
            yield return new JsonRows(page.Json);
        }

        writer?.Complete(place!, scan.Options.Now);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Objects(KeptRows kept, DirectoryChanges changes, StateWriter renewed)
    {
        foreach (var line in kept.Rows())
        {
            if ((changes.Count == 0 ? line : changes.Apply(ObjectBatches.IdOf(line), line)) is not { } now)
                continue;
            renewed.Add(now.Span);
            yield return now;
        }

        foreach (var added in changes.New())
        {
            renewed.Add(added.Span);
            yield return added;
        }
    }

    // An object without an id can't be found again when it changes, and text that is not valid can't be kept.
    private void Keep(GraphPage page, StateWriter writer, SeenRows seen)
    {
        using var document = PageRows.Parse(page, Location);
        try
        {
            foreach (var row in PageRows.Of(document))
            {
                if (JsonText.Of(row, "id") is not { } id)
                    writer.GiveUp();
                else if (seen.IsNew(Encoding.UTF8.GetBytes(id.ToUpperInvariant())))
                    writer.Add(row);
            }
        }
        catch (InvalidOperationException)
        {
            writer.GiveUp();
        }
    }

    // Null asks for the list. That the service has forgotten the place, or never knew one, is nothing to trouble anybody with.
    private async Task<(DirectoryChanges Changes, string Link)?> ChangesAsync(LiveScan scan, KeptRows kept, CancellationToken cancellationToken)
    {
        var age = scan.Options.Now - kept.ReadInFull;
        if (age < TimeSpan.Zero || age > Trusted || !IsOurs(scan, kept.Link))
            return null;
        var changes = new DirectoryChanges();
        string? link = null;
        var request = scan.Client.Raw(HttpMethod.Get, kept.Link);
        await using var pages = new PageWalk(scan.Client.PagesAsync(Delta, request, cancellationToken), cancellationToken);
        while (await pages.NextAsync().ConfigureAwait(false) is { } page)
        {
            using var document = PageRows.Parse(page, Location);
            if (!PageRows.Of(document).All(changes.Add) || changes.Count > MostChanges)
                return null;
            link = page.DeltaLink;
        }

        if (pages.Problem is { Failure: TenantFailure.Denied or TenantFailure.SignIn or TenantFailure.Throttled } problem)
            throw problem;
        return pages.Problem is null && link is not null && IsOurs(scan, link) && Fit(kept, changes) ? (changes, link) : null;
    }

    private bool Fit(KeptRows kept, DirectoryChanges changes)
    {
        var unknown = changes.Incomplete(Telltale);
        if (unknown.Count > 0)
        {
            foreach (var line in kept.Rows())
                unknown.Remove(ObjectBatches.IdOf(line));
        }

        return unknown.Count == 0;
    }

    // Null keeps nothing: then the next scan reads the list too.
    private async Task<string?> PlaceAsync(LiveScan scan, CancellationToken cancellationToken)
    {
        var request = scan.Client.Raw(HttpMethod.Get, $"{Delta.Path.TrimStart('/')}?$deltatoken=latest&$select={string.Join(',', Properties)}");
        await using var pages = new PageWalk(scan.Client.PagesAsync(Delta, request, cancellationToken), cancellationToken);
        if (await pages.NextAsync().ConfigureAwait(false) is not { DeltaLink: { } link } || !IsOurs(scan, link))
            return null;
        return link;
    }

    // The link comes from a file, and a token goes with it.
    private bool IsOurs(LiveScan scan, string link) =>
        WireAddress.TryTake(link, out var address)
        && WireAddress.IsSamePlace(address, scan.Client.Endpoints.Graph)
        && address.AbsolutePath.StartsWith(scan.Client.Endpoints.Graph.AbsolutePath, StringComparison.Ordinal)
        && new DeclaredPath(Delta).Matches(address.AbsolutePath[scan.Client.Endpoints.Graph.AbsolutePath.Length..]);
}
