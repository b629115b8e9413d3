using System.Security.Cryptography;

namespace TikTokBan.Reports.Proof;

/// <summary>Ends a report: lists its files with their hashes, and signs the list where there is something to sign with.</summary>
internal static class ManifestWriter
{
    /// <summary>Writes the manifest of what stands in a folder, its signature and its request for a time stamp.</summary>
    /// <param name="folder">The folder, with every other file of the report and nothing else.</param>
    /// <param name="facts">What the manifest says beside the files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task WriteAsync(string folder, ManifestFacts facts, CancellationToken cancellationToken = default)
    {
        var files = new List<ManifestFile>();
        foreach (var path in Directory.EnumerateFiles(folder).OrderBy(path => Path.GetFileName(path), StringComparer.Ordinal))
            files.Add(await FileAsync(path, cancellationToken).ConfigureAwait(false));
        var manifest = ManifestJson.Bytes(facts.Manifest with
        {
            Files = files,
            SignedBy = facts.Certificate is null ? null : JwsSignature.Sha256Of(facts.Certificate),
            TimeStampRequest = facts.TimeStampRequest ? true : null,
        });
        await PutAsync(ManifestFiles.Manifest, manifest).ConfigureAwait(false);
        var last = manifest;
        if (facts.Certificate is not null)
        {
            last = JwsDocument.Sign(manifest, facts.Certificate);
            await PutAsync(ManifestFiles.Signature, last).ConfigureAwait(false);
        }

        if (facts.TimeStampRequest)
            await PutAsync(ManifestFiles.TimeStampQuery, TimeStampRequest.Of(last)).ConfigureAwait(false);

        Task PutAsync(string name, byte[] content) => File.WriteAllBytesAsync(Path.Combine(folder, name), content, cancellationToken);
    }

    private static async Task<ManifestFile> FileAsync(string path, CancellationToken cancellationToken)
    {
        var content = File.OpenRead(path);
        await using (content.ConfigureAwait(false))
        {
            var hash = await SHA256.HashDataAsync(content, cancellationToken).ConfigureAwait(false);
            return new ManifestFile(Path.GetFileName(path), content.Length, Convert.ToHexString(hash).ToLowerInvariant());
        }
    }
}
