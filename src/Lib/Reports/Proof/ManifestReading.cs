using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace TikTokBan.Reports.Proof;

/// <summary>Reads a manifest that may be anybody's.</summary>
internal static class ManifestReading
{
    private const int Largest = 8 * 1024 * 1024;
    private const int LongestName = 255;

    // What is no part of a file's name on one system or another.
    private static readonly SearchValues<char> NotInNames = SearchValues.Create("/\\:*?\"<>|");

    /// <summary>The manifest and its bytes; null, and findings, where there is none that can be relied on.</summary>
    public static async Task<(ReportManifest? Manifest, byte[]? Bytes)> ReadAsync(FolderContent content, Findings findings, CancellationToken cancellationToken)
    {
        if (!content.Has(ManifestFiles.Manifest))
        {
            findings.Add(ReportFlaw.ManifestMissing, ManifestFiles.Manifest, $"There is no {ManifestFiles.Manifest}, so nothing says what the report should be; ask for the whole folder.");
            return (null, null);
        }

        if (await content.BytesAsync(ManifestFiles.Manifest, Largest, findings, cancellationToken).ConfigureAwait(false) is not { } bytes)
            return (null, null);
        var manifest = Parse(bytes, findings);
        return (manifest is not null && NamesAreSafe(manifest, findings) ? manifest : null, bytes);
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexString(SHA256.HashData(bytes)).ToLowerInvariant();

    private static ReportManifest? Parse(byte[] bytes, Findings findings)
    {
        try
        {
            if (JsonKeys.FirstDuplicate(bytes) is { } twice)
                return Refuse($"has \"{FolderContent.Shown(twice)}\" twice in one object, so that two readers could read it in two ways");
            if (OtherFormat(bytes, findings))
                return null;
            var manifest = ManifestJson.Read(bytes);
            if (!ManifestJson.Bytes(manifest).AsSpan().SequenceEqual(bytes))
                return Refuse("is not spelled as this program spells it, so it was changed after it was written");
            return manifest.Kind is "report" or "rollup" && (manifest.Kind == "rollup" || (manifest.Scan is { Id: not null, Sha256: not null } && manifest.Directive is { Id: not null }))
                ? manifest
                : Refuse("lacks what a manifest must say");
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return Refuse("is not a manifest");
        }

        ReportManifest? Refuse(string why)
        {
            findings.Add(ReportFlaw.ManifestUnreadable, ManifestFiles.Manifest, $"{ManifestFiles.Manifest} {why}.");
            return null;
        }
    }

    // Asked before the rest is read: a later version may have members that this one doesn't know.
    private static bool OtherFormat(byte[] bytes, Findings findings)
    {
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = 64 });
        var root = document.RootElement;
        var isOurs = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out var format) && format.ValueKind == JsonValueKind.String && format.GetString() == ReportManifest.FormatName;
        if (!isOurs)
        {
            findings.Add(ReportFlaw.ManifestUnreadable, ManifestFiles.Manifest, $"{ManifestFiles.Manifest} is not of the format {ReportManifest.FormatName}.", ReportManifest.FormatName);
            return true;
        }

        if (root.TryGetProperty("version", out var version) && version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out var number) && number != ReportManifest.CurrentVersion)
        {
            findings.Add(ReportFlaw.ManifestVersion, ManifestFiles.Manifest, $"{ManifestFiles.Manifest} has version {number} and this program knows version {ReportManifest.CurrentVersion}; check it with the program that wrote it or a later one.", $"{ReportManifest.CurrentVersion}", $"{number}");
            return true;
        }

        return false;
    }

    private static bool NamesAreSafe(ReportManifest manifest, Findings findings)
    {
        var before = "";
        var safe = true;
        foreach (var file in manifest.Files)
        {
            var shown = FolderContent.Shown(file.Name);
            if (!IsSafe(file.Name))
                Unsafe($"The manifest names a file \"{shown}\", and a file of a report stands in its own folder under a plain name.");
            else if (string.CompareOrdinal(before, file.Name) >= 0)
                Unsafe($"The manifest lists \"{shown}\" twice or out of order.");
            else if (file.Bytes < 0 || file.Sha256.Length != 64 || !file.Sha256.All(char.IsAsciiHexDigitLower))
                Unsafe($"The manifest states no length and SHA-256 of \"{shown}\".");
            before = file.Name;

            void Unsafe(string sentence)
            {
                findings.Add(ReportFlaw.UnsafeName, shown, sentence);
                safe = false;
            }
        }

        return safe;
    }

    private static bool IsSafe(string name) =>
        name.Length is > 0 and <= LongestName
        && name is not ("." or "..")
        && !name.AsSpan().ContainsAny(NotInNames)
        && !name.Any(char.IsControl)
        && name[^1] is not ('.' or ' ')
        && !Path.IsPathRooted(name)
        && !ManifestFiles.All.Contains(name, StringComparer.OrdinalIgnoreCase);
}
