using System.Security.Cryptography;

namespace TikTokBan.Reports.Proof;

/// <summary>Compares the files that are there with those that the manifest lists.</summary>
internal static class FileCheck
{
    public static async Task RunAsync(FolderContent content, ReportManifest manifest, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var file in manifest.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (content.Has(file.Name))
                await CompareAsync(content, file, findings, cancellationToken).ConfigureAwait(false);
            else if (!findings.Flaws.Any(flaw => flaw.Flaw == ReportFlaw.NotAFile && flaw.File == file.Name))
                findings.Add(ReportFlaw.FileMissing, file.Name, $"{FolderContent.Shown(file.Name)} is missing.", file.Sha256);
        }

        var listed = manifest.Files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        listed.UnionWith([ManifestFiles.Manifest, ManifestFiles.TimeStampReply]);
        if (manifest.SignedBy is not null)
            listed.Add(ManifestFiles.Signature);
        if (manifest.TimeStampRequest == true)
            listed.Add(ManifestFiles.TimeStampQuery);
        foreach (var name in content.Names.Where(name => !listed.Contains(name)))
            findings.Add(ReportFlaw.FileExtra, name, $"{FolderContent.Shown(name)} is no file of the report.");
    }

    private static async Task CompareAsync(FolderContent content, ManifestFile file, Findings findings, CancellationToken cancellationToken)
    {
        try
        {
            // A file of another length is another file; only one of the right length is worth the reading.
            if (content.LengthOf(file.Name) != file.Bytes)
            {
                findings.Add(ReportFlaw.FileChanged, file.Name, $"{FolderContent.Shown(file.Name)} was changed: it has {content.LengthOf(file.Name)} bytes instead of {file.Bytes}.", $"{file.Bytes} bytes", $"{content.LengthOf(file.Name)} bytes");
                return;
            }

            var stream = content.Open(file.Name);
            await using (stream.ConfigureAwait(false))
            {
                var hash = Convert.ToHexString(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false)).ToLowerInvariant();
                if (hash != file.Sha256)
                    findings.Add(ReportFlaw.FileChanged, file.Name, $"{FolderContent.Shown(file.Name)} was changed: its SHA-256 is {hash} instead of {file.Sha256}.", file.Sha256, hash);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            findings.Add(ReportFlaw.FileUnreadable, file.Name, $"{FolderContent.Shown(file.Name)} cannot be read: {refused.Message.TrimEnd('.')}.");
        }
    }
}
