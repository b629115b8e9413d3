using System.Security.Cryptography.X509Certificates;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Reports.Rollup;

/// <summary>Which reports to add up, and what the national report is to be like.</summary>
public sealed record RollupRequest
{
    /// <summary>Folders of reports, or folders that hold such folders.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Folder to write into; made where there is none.</summary>
    public required string Output { get; init; }

    /// <summary>File with the authorities that have to report, CSV or YAML; null where it isn't known who has to.</summary>
    public string? Expected { get; init; }

    /// <summary>The day by which an authority must have reported for which the list says no other.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The day as of which somebody is late or missing.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Language of the page: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Whether a report without a signature is refused.</summary>
    public bool RequireSignature { get; init; }

    /// <summary>Certificates of those one of whom must vouch for each signer's; null asks for none.</summary>
    public X509Certificate2Collection? Trust { get; init; }

    /// <summary>What proves the national report.</summary>
    public ProofOptions Proof { get; init; } = new();
}
