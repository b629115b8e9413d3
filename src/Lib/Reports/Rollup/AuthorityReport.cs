using TikTokBan.Reports.Privacy;
using TikTokBan.Reports.Proof;

namespace TikTokBan.Reports.Rollup;

/// <summary>An authority's report, as far as it is added up: its published figures, and nothing behind them.</summary>
internal sealed record AuthorityReport
{
    /// <summary>The numbers of the headline that are added up, in the order in which they are shown.</summary>
    public static readonly string[] Totals = ["devices", "people", "devicesSeen", "devicesUnseen", "exposures", "exposedDevices", "exposedPeople", "devicesInViolation", "devicesToClean", "devicesInReview"];

    /// <summary>The breakdowns that mean the same for every authority.</summary>
    public static readonly string[] Dimensions = ["application", "platform"];

    public required string Folder { get; init; }

    public required ReportManifest Manifest { get; init; }

    public required string ManifestSha256 { get; init; }

    public ReportSigner? SignedBy { get; init; }

    public required IReadOnlyDictionary<string, Figure> Headline { get; init; }

    /// <summary>Cases by verdict.</summary>
    public required IReadOnlyDictionary<string, Figure> Verdicts { get; init; }

    /// <summary>Cases by row of each of <see cref="Dimensions"/>, with the row's title.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, (string Title, Figure Cases)>> Breakdowns { get; init; }

    public string? DirectiveTitle { get; init; }

    public string Authority => Manifest.Authority!;

    public DateOnly AsOf => Manifest.Scan!.AsOf;

    public string Directive => Manifest.Directive!.Id;
}
