using System.Globalization;
using System.Security;
using System.Text;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Sharing;

namespace TikTokBan.Tenant.Services;

/// <summary>A storage account: files that are put, got, listed and held, with a token of storage's own.</summary>
internal static class BlobService
{
    private const string Resource = "https://storage.azure.com";

    public static IEnumerable<Route> Routes =>
    [
        Open("PUT", "/store/{container}/{name}", exchange => exchange.Query["comp"] == "lease" ? Lease(exchange) : Put(exchange)),
        Open("GET", "/store/{container}/{name}", Get),
        Open("DELETE", "/store/{container}/{name}", Delete),
        Open("GET", "/store/{container}", List),
    ];

    // It has tokens of its own kind, so it looks at them itself.
    private static Route Open(string method, string template, Func<Exchange, Answer> handle) => new(method, template, Family.Storage, exchange => Checked(exchange, handle)) { IsAnonymous = true };

    private static Answer Checked(Exchange exchange, Func<Exchange, Answer> handle)
    {
        if (!exchange.Tenant.Tokens.IsFor(exchange, Resource))
            return Problem(401, "InvalidAuthenticationInfo", "Server failed to authenticate the request.");
        if (exchange.Header("x-ms-version") is not { Length: > 0 })
            return Problem(400, "MissingRequiredHeader", "x-ms-version is missing.");
        lock (exchange.State.Blobs.Gate)
            return handle(exchange);
    }

    private static Answer Put(Exchange exchange)
    {
        if (exchange.Header("x-ms-blob-type") != "BlockBlob")
            return Problem(400, "MissingRequiredHeader", "x-ms-blob-type is missing.");
        var old = exchange.State.Blobs.Find(Key(exchange));
        if (old is not null && exchange.Header("If-None-Match") == "*")
            return Problem(409, "BlobAlreadyExists", "The specified blob already exists.");
        if (Held(exchange, old) is { } refused)
            return refused;
        exchange.State.Blobs.Set(Key(exchange), new StoredBlob(exchange.Raw.Body, old?.Lease, exchange.Now));
        return new Answer { Status = 201 };
    }

    private static Answer Get(Exchange exchange)
    {
        if (exchange.State.Blobs.Find(Key(exchange)) is not { } blob)
            return Problem(404, "BlobNotFound", "The specified blob does not exist.");
        var answer = new Answer { Body = blob.Content, ContentType = "application/octet-stream" };
        answer.Headers["Last-Modified"] = blob.Changed.ToString("R", CultureInfo.InvariantCulture);
        return answer;
    }

    private static Answer Delete(Exchange exchange)
    {
        if (exchange.State.Blobs.Find(Key(exchange)) is not { } blob)
            return Problem(404, "BlobNotFound", "The specified blob does not exist.");
        if (Held(exchange, blob) is { } refused)
            return refused;
        exchange.State.Blobs.Remove(Key(exchange));
        return new Answer { Status = 202 };
    }

    private static Answer Lease(Exchange exchange)
    {
        if (exchange.State.Blobs.Find(Key(exchange)) is not { } blob)
            return Problem(404, "BlobNotFound", "The specified blob does not exist.");
        switch (exchange.Header("x-ms-lease-action"))
        {
            case "acquire":
                if (exchange.Header("x-ms-proposed-lease-id") is not { Length: > 0 } wanted)
                    return Problem(400, "MissingRequiredHeader", "Here the caller says which id the lease is to have.");
                if (blob.Lease is { } other && !other.Equals(wanted, StringComparison.OrdinalIgnoreCase))
                    return Problem(409, "LeaseAlreadyPresent", "There is already a lease present.");
                return Leased(exchange, blob, wanted, 201);
            case "renew":
                return blob.Lease is null ? Problem(409, "LeaseIdMismatchWithLeaseOperation", "The lease ID specified did not match the lease ID for the blob.") : Held(exchange, blob) ?? new Answer();
            case "release":
                return Held(exchange, blob) ?? Leased(exchange, blob, null, 200);
            case "break":
                return Leased(exchange, blob, null, 202);
            default:
                return Problem(400, "InvalidHeaderValue", "x-ms-lease-action is none of those known.");
        }
    }

    private static Answer Leased(Exchange exchange, StoredBlob blob, string? lease, int status)
    {
        exchange.State.Blobs.Set(Key(exchange), blob with { Lease = lease });
        return new Answer { Status = status };
    }

    private static Answer? Held(Exchange exchange, StoredBlob? blob)
    {
        var (holder, said) = (blob?.Lease, exchange.Header("x-ms-lease-id"));
        return holder is not null && said is null ? Problem(412, "LeaseIdMissing", "There is currently a lease on the blob and no lease ID was specified in the request.")
            : said is not null && !said.Equals(holder, StringComparison.OrdinalIgnoreCase) ? Problem(412, "LeaseIdMismatchWithBlobOperation", "The lease ID specified did not match the lease ID for the blob.")
            : null;
    }

    private static Answer List(Exchange exchange)
    {
        var names = exchange.State.Blobs.Names(exchange.Values["container"], exchange.Query["prefix"] ?? "");
        var blobs = string.Concat(names.Select(name => $"<Blob><Name>{SecurityElement.Escape(name)}</Name></Blob>"));
        return new Answer { ContentType = "application/xml", Body = Encoding.UTF8.GetBytes($"\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults><Blobs>{blobs}</Blobs><NextMarker /></EnumerationResults>") };
    }

    private static string Key(Exchange exchange) => $"{exchange.Values["container"]}/{exchange.Values["name"]}";

    private static Answer Problem(int status, string code, string message)
    {
        var answer = new Answer { Status = status, ContentType = "application/xml", Body = Encoding.UTF8.GetBytes($"\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>") };
        answer.Headers["x-ms-error-code"] = code;
        return answer;
    }
}
