using System.Text;
using System.Text.Json;
using Microsoft.Kiota.Abstractions;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;

namespace TikTokBan.Reports.Handover;

/// <summary>Sends what handing over asks of a tenant, and reads what comes back.</summary>
/// <param name="session">The signed-in tenant.</param>
internal sealed class SharePointClient(TenantSession session)
{
    // No list or folder that is handed over to is longer, and one that doesn't end must not fill the memory.
    private const int MostRows = 50_000;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    public TenantSession Session => session;

    /// <summary>Reads one object.</summary>
    public async Task<JsonElement> GetAsync(TenantOperation operation, string path, CancellationToken cancellationToken) =>
        Parsed(operation, (await session.Client.SendAsync(operation, session.Client.Raw(operation.Method, path), cancellationToken).ConfigureAwait(false)).Json);

    /// <summary>Reads all rows of a list.</summary>
    public async Task<IReadOnlyList<JsonElement>> RowsAsync(TenantOperation operation, string path, CancellationToken cancellationToken)
    {
        var rows = new List<JsonElement>();
        await foreach (var page in session.Client.PagesAsync(operation, session.Client.Raw(operation.Method, path), cancellationToken).ConfigureAwait(false))
        {
            using var document = JsonDocument.Parse(page.Json, Lenient);
            if (document.RootElement.TryGetProperty("value", out var value) && value.ValueKind == JsonValueKind.Array)
                rows.AddRange(value.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object).Select(row => row.Clone()));
            if (rows.Count > MostRows)
                throw new TenantException(TenantFailure.BadAnswer, $"There are more than {MostRows} entries, which is more than can be looked through; name another folder or list.");
        }

        return rows;
    }

    /// <summary>Sends JSON.</summary>
    /// <param name="operation">What is asked.</param>
    /// <param name="path">Its path.</param>
    /// <param name="json">The body.</param>
    /// <param name="tag">The version that is to be changed; null for any.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<JsonElement> SendAsync(TenantOperation operation, string path, string json, string? tag, CancellationToken cancellationToken) =>
        SendAsync(operation, session.Client.Raw(operation.Method, path, Encoding.UTF8.GetBytes(json)), tag, cancellationToken);

    /// <summary>Sends the bytes of a file.</summary>
    public Task<JsonElement> PutAsync(TenantOperation operation, string path, byte[] bytes, string? tag, CancellationToken cancellationToken)
    {
        var request = session.Client.Raw(operation.Method, path);
        request.SetStreamContent(new MemoryStream(bytes, writable: false), "application/octet-stream");
        return SendAsync(operation, request, tag, cancellationToken);
    }

    /// <summary>A name as a segment of a path.</summary>
    public static string Segment(string name) => Uri.EscapeDataString(name);

    /// <summary>A text of an object; null where it has none.</summary>
    public static string? Text(JsonElement row, params string[] path)
    {
        foreach (var name in path)
        {
            if (row.ValueKind != JsonValueKind.Object || !row.TryGetProperty(name, out row))
                return null;
        }

        return row.ValueKind == JsonValueKind.String ? row.GetString() : null;
    }

    public static JsonElement Parsed(TenantOperation operation, ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return default;
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException broken)
        {
            throw new TenantException(TenantFailure.BadAnswer, $"{operation.Method} {operation.Path} ({operation.Source}) was answered with text that isn't JSON; look whether it took effect, then run this again.", broken) { MayHaveHappened = operation.Changes };
        }
    }

    private async Task<JsonElement> SendAsync(TenantOperation operation, RequestInformation request, string? tag, CancellationToken cancellationToken)
    {
        if (tag is not null)
            request.Headers.Add("If-Match", tag);
        var answer = await session.Client.SendAsync(operation, request, cancellationToken).ConfigureAwait(false);
        return Parsed(operation, answer.Json);
    }
}
