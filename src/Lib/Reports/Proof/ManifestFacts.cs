using System.Reflection;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Reports.Texts;

namespace TikTokBan.Reports.Proof;

/// <summary>What a manifest says beside the files, and what to sign it with.</summary>
/// <param name="Manifest">The manifest, as yet without files.</param>
/// <param name="Certificate">Certificate to sign with; null signs nothing.</param>
/// <param name="TimeStampRequest">Whether to ask for a time stamp.</param>
internal sealed record ManifestFacts(ReportManifest Manifest, X509Certificate2? Certificate = null, bool TimeStampRequest = false)
{
    /// <summary>Name and version of the library.</summary>
    public static string Library { get; } =
        "TikTokBan " + typeof(ManifestFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];

    /// <summary>The facts of a scan's report.</summary>
    public static async Task<ManifestFacts> OfAsync(ReportInput input, ReportOptions options, CancellationToken cancellationToken)
    {
        var (summary, proof) = (input.Scan.Summary, options.Proof);
        var manifest = new ReportManifest
        {
            Format = ReportManifest.FormatName,
            Version = ReportManifest.CurrentVersion,
            Kind = "report",
            Authority = summary.Authority,
            Scan = new ManifestScan(
                summary.ScanId,
                (summary.SelectedFrom is null ? input.Stored?.Sha256 : null) ?? await Sha256Async(input.Scan, cancellationToken).ConfigureAwait(false),
                summary.AsOf,
                summary.SelectedFrom is null ? null : true),
            Directive = new ManifestDirective(summary.Directive, summary.DirectiveHash),
            Catalogue = summary.Catalogue,
            ProfileSha256 = input.Stored?.ProfileHash,
            Detail = options.Detail.ToString().ToLowerInvariant(),
            Languages = [.. ReportText.Of(options.Language).Select(text => text.Language)],
            Product = proof.Product ?? Library,
            Ledger = input.Head is { } head ? new SortedDictionary<string, string>(head.Chains.ToDictionary(), StringComparer.Ordinal) : null,
            Files = [],
        };
        return new ManifestFacts(manifest, proof.Signing?.Certificate, proof.TimeStampRequest);
    }

    // The canonical form, hashed as it is written: it need never be there as a whole.
    private static async Task<string> Sha256Async(ScanResult scan, CancellationToken cancellationToken)
    {
        using var hash = SHA256.Create();
        var output = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write);
        await using (output.ConfigureAwait(false))
            await ScanJson.WriteScanAsync(scan, output, cancellationToken: cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return Convert.ToHexString(hash.Hash!).ToLowerInvariant();
    }
}
