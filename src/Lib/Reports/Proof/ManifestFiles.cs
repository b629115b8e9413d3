namespace TikTokBan.Reports.Proof;

/// <summary>The files that prove a report.</summary>
internal static class ManifestFiles
{
    public const string Manifest = "manifest.json";

    /// <summary>The signature (JWS) with the manifest as its payload.</summary>
    public const string Signature = "manifest.jws";

    /// <summary>The request for a time stamp.</summary>
    public const string TimeStampQuery = "manifest.tsq";

    /// <summary>What a time-stamping authority answered; put there by whoever asked it.</summary>
    public const string TimeStampReply = "manifest.tsr";

    /// <summary>Those that a report may have or lack.</summary>
    public static IReadOnlyList<string> Optional { get; } = [Signature, TimeStampQuery, TimeStampReply];

    /// <summary>Those that a manifest cannot list, as they are made of it.</summary>
    public static IReadOnlyList<string> All { get; } = [Manifest, .. Optional];
}
