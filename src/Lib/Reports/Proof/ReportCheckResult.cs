using System.Globalization;

namespace TikTokBan.Reports.Proof;

/// <summary>What kind of thing doesn't fit.</summary>
public enum ReportFlaw
{
    /// <summary>There is no manifest.</summary>
    ManifestMissing,

    /// <summary>The manifest is not one of this program's, or not in its one spelling.</summary>
    ManifestUnreadable,

    /// <summary>The manifest is of another version.</summary>
    ManifestVersion,

    /// <summary>The manifest is not the one that was expected.</summary>
    ManifestChanged,

    /// <summary>The manifest names a file as no file of a report may be named.</summary>
    UnsafeName,

    /// <summary>A file that the manifest lists is not there.</summary>
    FileMissing,

    /// <summary>There is a file that the manifest doesn't list.</summary>
    FileExtra,

    /// <summary>A file is not as the manifest has it.</summary>
    FileChanged,

    /// <summary>A symbolic link, a folder or something else that is no plain file; it was not followed.</summary>
    NotAFile,

    /// <summary>A file could not be read.</summary>
    FileUnreadable,

    /// <summary><c>report.json</c> says otherwise than the manifest.</summary>
    DocumentDiffers,

    /// <summary>There is no signature, and there must be one.</summary>
    Unsigned,

    /// <summary>The signature does not fit.</summary>
    SignatureWrong,

    /// <summary>The signature is by another certificate.</summary>
    CertificateOther,

    /// <summary>The certificate was not valid on the day.</summary>
    CertificateNotValid,

    /// <summary>Nobody who is trusted vouches for the certificate.</summary>
    CertificateNotTrusted,

    /// <summary>The time stamp, or the request for it, is not of this report.</summary>
    TimeStampWrong,

    /// <summary>The ledger does not hold the scan, or not as the manifest has it.</summary>
    LedgerDiffers,
}

/// <summary>One thing that doesn't fit.</summary>
/// <param name="Flaw">Its kind.</param>
/// <param name="File">The file meant, where there is one.</param>
/// <param name="Sentence">What is wrong, for people.</param>
/// <param name="Expected">What should be there.</param>
/// <param name="Actual">What is there.</param>
public sealed record ReportFinding(ReportFlaw Flaw, string? File, string Sentence, string? Expected = null, string? Actual = null)
{
    /// <summary>What is wrong.</summary>
    /// <returns>The sentence.</returns>
    public override string ToString() => Sentence;
}

/// <summary>Who signed.</summary>
/// <param name="Subject">The certificate's subject.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Certificate">SHA-256 of the certificate.</param>
/// <param name="CheckedAgainst"><c>thumbprint</c>, <c>trust</c>, <c>thumbprint and trust</c>, or null where there was nothing to check it against.</param>
public sealed record ReportSigner(string Subject, string Issuer, string Certificate, string? CheckedAgainst)
{
    /// <summary>Who it is.</summary>
    /// <returns>The subject.</returns>
    public override string ToString() => Subject;
}

/// <summary>What a time-stamping authority states. Its own signature is not checked here.</summary>
/// <param name="Time">When it saw the bytes.</param>
/// <param name="Of">The file whose bytes it saw.</param>
public sealed record ReportTimeStamp(DateTimeOffset Time, string Of)
{
    /// <summary>When, and of what.</summary>
    /// <returns>Universal time, to the minute, and the file's name.</returns>
    public override string ToString() => $"{Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture)} of {Of}";
}

/// <summary>What a check of a report found.</summary>
public sealed record ReportCheckResult
{
    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether all fits.</summary>
    public bool IsWhole => Findings.Count == 0;

    /// <summary>The first thing that doesn't fit; null where all does.</summary>
    public ReportFinding? First => Findings.Count == 0 ? null : Findings[0];

    /// <summary>All that doesn't fit, the manifest's own flaws first.</summary>
    public required IReadOnlyList<ReportFinding> Findings { get; init; }

    /// <summary>What a reader must know and is no flaw: above all what was not checked.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The manifest; null where none can be read.</summary>
    public ReportManifest? Manifest { get; init; }

    /// <summary>SHA-256 of <c>manifest.json</c>.</summary>
    public string? ManifestSha256 { get; init; }

    /// <summary>Who signed; null for a report whose signature is missing or doesn't fit.</summary>
    public ReportSigner? SignedBy { get; init; }

    /// <summary>The time stamp, where one lies beside the report and is of it.</summary>
    public ReportTimeStamp? TimeStamp { get; init; }
}
