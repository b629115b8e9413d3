using System.Management.Automation;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Finds who has or uses a covered application, and says what the directive makes of each case.</summary>
[Cmdlet(VerbsCommon.Get, "TikTokExposure")]
[OutputType(typeof(Exposure), typeof(ScanResult))]
public sealed class GetTikTokExposureCommand : AsyncCmdlet
{
    private LedgerLocation? _ledger;

    /// <summary>Folder or zip with what the portals exported.</summary>
    [Parameter(Mandatory = true, Position = 0, HelpMessage = "Folder or zip with what the portals exported.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string Exports { get; set; } = "";

    /// <summary>The authority profile; without it, authority.yaml beside the exports.</summary>
    [Parameter(HelpMessage = "The authority profile; without it, authority.yaml beside the exports.")]
    [ValidateNotNullOrEmpty]
    public string? Authority { get; set; }

    /// <summary>Id of a directive or a file with one; without it, the one that the profile names.</summary>
    [Parameter(HelpMessage = "Id of a directive or a file with one; without it, the one that the profile names.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Directive { get; set; }

    /// <summary>The day as of which cases are judged; without it, today.</summary>
    [Parameter(HelpMessage = "The day as of which cases are judged; without it, today.")]
    public DateTime? AsOf { get; set; }

    /// <summary>Folders of the authority's own catalogue files.</summary>
    [Parameter(HelpMessage = "Folders of the authority's own catalogue files, read beside the shipped ones.")]
    public string[] Catalogue { get; set; } = [];

    /// <summary>Keeps the scan in this ledger: a file, or <c>sqlite:</c> and a file.</summary>
    [Parameter(HelpMessage = "Keeps the scan in this ledger: a file, or sqlite: and a file.")]
    [ValidateNotNullOrEmpty]
    public string? Ledger { get; set; }

    /// <summary>Language of the reasons.</summary>
    [Parameter(HelpMessage = "Language of the reasons.")]
    [ValidateSet("en", "fr", "nl", "de")]
    public string Language { get; set; } = "en";

    /// <summary>Writes the scan whole, with its summary and coverage, instead of one exposure after the other.</summary>
    [Parameter(HelpMessage = "Writes the scan whole, with its summary and coverage, instead of one exposure after the other.")]
    public SwitchParameter AsScan { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(Request, async (request, pipeline, cancellation) =>
    {
        var started = TimeProvider.System.GetUtcNow();
        var outcome = await ExportScan.RunAsync(request, new ScanProgressReporter(pipeline), cancellation).ConfigureAwait(false);
        var scan = outcome.Scan;
        if (Ledger is not null)
        {
            var run = new ScanRun(started, TimeProvider.System.GetUtcNow(), outcome.ProfileHash, Product.NameAndVersion);
            await new SqliteLedger(_ledger!).SaveScanAsync(scan, run, cancellation).ConfigureAwait(false);
        }

        await pipeline.DoAsync(() => Session.Remember(scan, outcome.ProfileHash)).ConfigureAwait(false);
        await pipeline.TellAsync(ScanSentence.Of(scan)).ConfigureAwait(false);
        foreach (var warning in ScanWarnings.Of(scan))
            await pipeline.WriteWarningAsync(warning).ConfigureAwait(false);

        if (AsScan)
        {
            await pipeline.WriteObjectAsync(scan).ConfigureAwait(false);
            return;
        }

        foreach (var exposure in scan.Exposures)
            await pipeline.WriteObjectAsync(exposure).ConfigureAwait(false);
    });

    private ExportScanRequest Request()
    {
        _ledger = Ledger is null ? null : LedgerLocation.Parse(IsAddress(Ledger) ? Ledger : FileSystemPath(Ledger));
        return new ExportScanRequest
        {
            Exports = FileSystemPath(Exports),
            Authority = Authority is null ? null : FileSystemPath(Authority),
            Directive = Directive is { } named && named.AsSpan().ContainsAny('/', '\\', '.') ? FileSystemPath(named) : Directive,
            OwnCatalogue = [.. Catalogue.Select(FileSystemPath)],
            AsOf = DateOnly.FromDateTime(AsOf ?? TimeProvider.System.GetLocalNow().Date),
            Language = Language,
            AlsoRead = _ledger is null ? null : async (judgedBy, stop) => await LedgerWaivers.OpenAsync(new SqliteLedger(_ledger), judgedBy.Id, stop).ConfigureAwait(false),
        };
    }

    private static bool IsAddress(string ledger) =>
        ledger.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase) || ledger.Contains("://", StringComparison.Ordinal);
}
