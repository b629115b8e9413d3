using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Exposures;

/// <summary>A scan of exported files, as a person asks for it: by names of files and ids.</summary>
public sealed record ExportScanRequest
{
    /// <summary>Folder or zip file with what the portals exported.</summary>
    public required string Exports { get; init; }

    /// <summary>File of the authority profile; null takes <c>authority.yaml</c> beside the exports, where there is one.</summary>
    public string? Authority { get; init; }

    /// <summary>Id of a shipped directive, or a file with the authority's own; null takes the one that the profile names, else <see cref="ExportScan.DefaultDirective"/>.</summary>
    public string? Directive { get; init; }

    /// <summary>Folders with the authority's own catalogue files.</summary>
    public IReadOnlyList<string> OwnCatalogue { get; init; } = [];

    /// <summary>The day as of which cases are judged.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Language of reasons: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>A further source to read, such as the waivers of a ledger; asked for once it is known which directive the scan judges by.</summary>
    public Func<Directive, CancellationToken, Task<ISource?>>? AlsoRead { get; init; }
}

/// <summary>What a scan of exported files gave.</summary>
/// <param name="Scan">What was found and what could not be seen.</param>
/// <param name="Directive">The directive that cases were judged by.</param>
/// <param name="ProfileHash">SHA-256 of the authority profile's file; null without one.</param>
public sealed record ExportScanOutcome(ScanResult Scan, Directive Directive, string? ProfileHash)
{
    /// <summary>Who was signed in to the tenant; null for exports alone, or where the token doesn't say.</summary>
    public string? Actor { get; init; }

    /// <summary>What the sign-in allowed; empty for exports alone.</summary>
    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>Ids of the applications that the catalogue knows, whether or not the scan found them.</summary>
    public IReadOnlyList<string> Applications { get; init; } = [];

    /// <summary>Ids of the organisations of the authority profile, whether or not the scan found a case of theirs.</summary>
    public IReadOnlyList<string> Organisations { get; init; } = [];

    internal ExportScanOutcome Among(CoveredCatalogue catalogue, AuthorityProfile profile) => this with
    {
        Applications = [.. catalogue.Applications.Select(application => application.Id)],
        Organisations = [.. profile.Organisations.Select(organisation => organisation.Id)],
    };
}

/// <summary>Scans exported files: finds the profile, the directive and the catalogue that the scan needs, then scans.</summary>
public static class ExportScan
{
    /// <summary>The directive that is taken where neither the caller nor a profile names one; every summary and report says which it was.</summary>
    public const string DefaultDirective = "be-federal-716";

    /// <summary>Scans.</summary>
    /// <param name="request">What to scan and how.</param>
    /// <param name="progress">Told now and then how far it has come; may be null.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <returns>The scan, and by what it judged.</returns>
    /// <exception cref="UnusableInputException">The exports, the profile, the directive or the catalogue cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The scan was cancelled.</exception>
    public static async Task<ExportScanOutcome> RunAsync(ExportScanRequest request, IProgress<ScanProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var exports = ExportSet.Open(request.Exports);
        RequireSomething(exports, request.Exports);
        var profile = request.Authority is { } named ? AuthorityProfile.Load(named) : ProfileBeside.Of(request.Exports);
        var catalogue = CoveredCatalogue.Load(ProductFiles.Catalogue, [.. request.OwnCatalogue]);
        var directive = FindDirective(request.Directive ?? profile.Directive);
        var further = request.AlsoRead is { } also ? await also(directive, cancellationToken).ConfigureAwait(false) : null;
        var scan = await ScanOperation.RunAsync(
            new ScanRequest
            {
                Sources = further is null ? exports.Sources : [.. exports.Sources, further],
                Unrecognised = exports.Unrecognised,
                Catalogue = catalogue,
                Directive = directive,
                Profile = profile,
                AsOf = request.AsOf,
                Language = request.Language,
            },
            progress,
            cancellationToken).ConfigureAwait(false);
        return new ExportScanOutcome(scan, directive, profile.Hash).Among(catalogue, profile);
    }

    // A scan of nothing would find nothing, and "0 found" would stand in the ledger as if somebody had looked.
    private static void RequireSomething(ExportSet exports, string path)
    {
        if (exports.Sources.Count > 0)
            return;
        var first = exports.Unrecognised.Count > 0 ? $" The first file that was passed over is {exports.Unrecognised[0].Location}: {exports.Unrecognised[0].Reason}" : "";
        throw new UnusableInputException(InputProblem.ExportUnusable, $"Nothing here is an export that is known, so there is nothing to scan; put the portals' exports in it.{first}", path);
    }

    /// <summary>The directive that was named, or the default where none was.</summary>
    internal static Directive FindDirective(string? named) =>
        DirectiveLookup.Find(string.IsNullOrWhiteSpace(named) ? DefaultDirective : named);
}
