namespace TikTokBan.Reports.Proof;

/// <summary>Verifies a report offline: that its files are those of its manifest, and that the manifest is whose it should be.</summary>
public static class ReportCheck
{
    /// <summary>Checks a report.</summary>
    /// <param name="folder">The report's folder.</param>
    /// <param name="options">What it is checked against, beside itself.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What doesn't fit, the gravest first; whatever a folder holds, this is no error.</returns>
    /// <exception cref="UnusableInputException">There is no such folder, or the options can't be used.</exception>
    public static async Task<ReportCheckResult> CheckAsync(string folder, ReportCheckOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var (findings, expected) = (new Findings(), options.ManifestSha256 is { } text ? TrustFile.Hash(text, "a manifest") : null);
        var content = FolderContent.Read(folder, findings);
        var (manifest, bytes) = await ManifestReading.ReadAsync(content, findings, cancellationToken).ConfigureAwait(false);
        var sha256 = bytes is null ? null : ManifestReading.Sha256(bytes);
        if (expected is not null && sha256 is not null && expected != sha256)
            findings.Add(ReportFlaw.ManifestChanged, ManifestFiles.Manifest, "The manifest is not the one that was expected.", expected, sha256);
        var (signer, stamp) = ((ReportSigner?)null, (ReportTimeStamp?)null);
        if (manifest is not null)
        {
            (signer, var signature) = await SignatureCheck.RunAsync(content, manifest, bytes!, options, findings, cancellationToken).ConfigureAwait(false);
            await FileCheck.RunAsync(content, manifest, findings, cancellationToken).ConfigureAwait(false);
            await DocumentCheck.RunAsync(content, manifest, findings, cancellationToken).ConfigureAwait(false);
            stamp = await TimeStampCheck.RunAsync(content, manifest, bytes!, signature, findings, cancellationToken).ConfigureAwait(false);
            if (options.Ledger is { } ledger)
                await LedgerCheck.RunAsync(manifest, ledger, findings, cancellationToken).ConfigureAwait(false);
        }

        return new ReportCheckResult
        {
            Folder = folder,
            Findings = findings.Flaws,
            Notes = findings.Notes,
            Manifest = manifest,
            ManifestSha256 = sha256,
            SignedBy = signer,
            TimeStamp = stamp,
        };
    }
}
