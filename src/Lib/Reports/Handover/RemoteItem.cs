using System.Text.Json;

namespace TikTokBan.Reports.Handover;

/// <summary>A file or folder of a library, as SharePoint tells of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="Tag">Its version.</param>
/// <param name="QuickXor">Its digest; null where none is given.</param>
/// <param name="Sha256">Its SHA-256; null where none is given.</param>
/// <param name="Address">Where a person opens it.</param>
/// <param name="Download">Where its bytes are, without a token, for a short while; a secret. Null where none is given.</param>
internal sealed record RemoteItem(string Id, string Name, long Bytes, bool IsFolder, string? Tag, string? QuickXor, string? Sha256, string? Address, string? Download)
{
    /// <summary>Reads it; null where the row is no item.</summary>
    public static RemoteItem? Of(JsonElement row) =>
        SharePointClient.Text(row, "id") is { Length: > 0 } id && SharePointClient.Text(row, "name") is { } name
            ? new RemoteItem(
                id,
                name,
                row.TryGetProperty("size", out var size) && size.TryGetInt64(out var bytes) ? bytes : 0,
                row.TryGetProperty("folder", out var folder) && folder.ValueKind == JsonValueKind.Object,
                SharePointClient.Text(row, "eTag"),
                SharePointClient.Text(row, "file", "hashes", "quickXorHash"),
                SharePointClient.Text(row, "file", "hashes", "sha256Hash"),
                SharePointClient.Text(row, "webUrl"),
                SharePointClient.Text(row, "@microsoft.graph.downloadUrl"))
            : null;

    /// <summary>Whether SharePoint says that it holds the bytes of a file; null where it gives no digest to tell by.</summary>
    public bool? Holds(LocalFile file) =>
        IsFolder || Bytes != file.Bytes ? false
        : Sha256 is { Length: > 0 } sha256 ? sha256.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase)
        : QuickXor is { Length: > 0 } quick ? quick == file.QuickXor
        : null;
}
