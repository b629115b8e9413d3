using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using TikTokBan.Tenants.Failures;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Tenants.Files;

/// <summary>A file in storage: opens it anywhere, and makes sure that it is still the same file.</summary>
internal sealed class StoredFile(RequestPipeline pipeline, TenantOperation operation, Uri link, Func<CancellationToken, Task<Uri?>> renew)
{
    private Uri _link = link;
    private EntityTagHeaderValue? _tag;

    /// <summary>Its length; null where storage doesn't say.</summary>
    public long? Length { get; private set; }

    public TimeProvider Time => pipeline.Time;

    /// <summary>Opens it at its beginning.</summary>
    public async Task<Stream> OpenAsync(CancellationToken cancellationToken)
    {
        var response = await RespondAsync(0, cancellationToken).ConfigureAwait(false);
        try
        {
            _tag = response.Headers.ETag;
            Length = response.Content.Headers.ContentLength;
            return new ResumingStream(this, response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), cancellationToken);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Opens it again.</summary>
    /// <param name="position">Where.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The response, and how many bytes of it come before the position: storage that doesn't know ranges begins anew.</returns>
    /// <exception cref="TenantException">It can't be had, or is another file by now.</exception>
    public async Task<(HttpResponseMessage Response, long Skip)> ReopenAsync(long position, CancellationToken cancellationToken)
    {
        var response = await RespondAsync(position, cancellationToken).ConfigureAwait(false);
        var range = response.Content.Headers.ContentRange;
        var partial = response.StatusCode == HttpStatusCode.PartialContent;
        var length = partial ? range?.Length : response.Content.Headers.ContentLength;
        var isSame = (_tag is null || response.Headers.ETag is null || _tag.Equals(response.Headers.ETag))
            && (Length is null || length is null || Length == length)
            && (!partial || range?.From is null || range.From == position);
        if (isSame)
            return (response, partial ? 0 : position);
        response.Dispose();
        throw Changed(response.StatusCode);
    }

    /// <summary>Why it can't be read to its end.</summary>
    public TenantException Broken() =>
        FailureTexts.Of(TenantFailure.Unavailable, operation, "failed: the connection broke time and again; try again later", null);

    private TenantException Changed(HttpStatusCode status) =>
        FailureTexts.Of(TenantFailure.BadAnswer, operation, "failed: the file changed while it was read; scan again", null, status);

    private async Task<HttpResponseMessage> RespondAsync(long position, CancellationToken cancellationToken)
    {
        for (var renewed = false; ; renewed = true)
        {
            try
            {
                return await SendAsync(position, cancellationToken).ConfigureAwait(false);
            }
            catch (TenantException refused) when (refused.Status is HttpStatusCode.PreconditionFailed or HttpStatusCode.RequestedRangeNotSatisfiable && position > 0)
            {
                throw Changed(refused.Status.Value);
            }
            catch (TenantException refused) when (refused.Status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound && !renewed)
            {
                // Links last for hours, scans may last longer.
                if (await renew(cancellationToken).ConfigureAwait(false) is not { } fresh)
                    throw;
                _link = fresh;
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(long position, CancellationToken cancellationToken)
    {
        StorageLinks.Check(_link, pipeline.Endpoints, operation);

        // Packed on the way, a range would be one of the packed bytes.
        var headers = new List<KeyValuePair<string, string>> { new("Accept-Encoding", "identity") };
        if (position > 0)
        {
            headers.Add(new("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={position}-")));
            if (_tag is { IsWeak: false } tag)
                headers.Add(new("If-Match", tag.Tag));
        }

        HttpResponseMessage? opened = null;
        await pipeline.SendAsync(
            operation,
            new OutgoingRequest(HttpMethod.Get, _link, headers, null, []),
            (response, _) =>
            {
                if (response.Content.Headers.ContentType?.MediaType is "text/html")
                    throw new BadAnswerException("was answered with a web page instead of a file; check that no proxy asks for a sign-in");
                opened = response;
                return Task.FromResult(true);
            },
            cancellationToken).ConfigureAwait(false);
        return opened!;
    }
}
