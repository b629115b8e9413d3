using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Exposures;
using TikTokBan.Exposures.Comparison;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Says what became of each case between two scans: new, changed, solved, or out of sight.</summary>
[Cmdlet(VerbsData.Compare, "TikTokExposure")]
[OutputType(typeof(ExposureChange))]
public sealed class CompareTikTokExposureCommand : LedgerCmdlet
{
    /// <summary>The earlier scan: its id, a line of Get-TikTokScan, or what Get-TikTokExposure -AsScan wrote. Without it, the one before the later scan, of the same authority and directive.</summary>
    [Parameter(Position = 0, HelpMessage = "The earlier scan: its id, a line of Get-TikTokScan, or what Get-TikTokExposure -AsScan wrote. Without it, the one before the later scan.")]
    [ArgumentCompleter(typeof(ScanCompleter))]
    [ValidateNotNull]
    public ScanArgument? Reference { get; set; }

    /// <summary>The later scan likewise. Without it, the one that ran last.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, HelpMessage = "The later scan: its id, a line of Get-TikTokScan, or what Get-TikTokExposure -AsScan wrote. Without it, the one that ran last.")]
    [ArgumentCompleter(typeof(ScanCompleter))]
    [ValidateNotNull]
    public ScanArgument? Difference { get; set; }

    /// <summary>Only these kinds of change; without it, all but those that stayed the same.</summary>
    [Parameter(HelpMessage = "Only these kinds of change: New, Changed, Solved, Unseen, Same. Without it, all but Same.")]
    public ChangeKind[] Change { get; set; } = [ChangeKind.New, ChangeKind.Changed, ChangeKind.Solved, ChangeKind.Unseen];

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(LedgerInNeed, async (ledger, pipeline, cancellation) =>
    {
        var after = await LoadAsync(ledger, Difference, cancellation).ConfigureAwait(false);
        var before = Reference?.Scan
            ?? await ScanPair.LoadEarlierAsync(ledger!, Reference?.Reference, after, cancellation).ConfigureAwait(false);
        var comparison = ScanComparison.Of(before, after);
        foreach (var doubt in comparison.Doubts)
            await pipeline.WriteWarningAsync(doubt).ConfigureAwait(false);
        await pipeline.TellAsync(ComparisonSentence.Of(comparison)).ConfigureAwait(false);
        foreach (var change in comparison.Changes.Where(change => Change.Contains(change.Change)))
            await pipeline.WriteObjectAsync(change).ConfigureAwait(false);
    });

    private static Task<ScanResult> LoadAsync(EvidenceLedger? ledger, ScanArgument? scan, CancellationToken cancellation) =>
        scan?.Scan is { } whole ? Task.FromResult(whole) : ledger!.LoadScanAsync(scan?.Reference ?? "latest", cancellation);

    // Two whole scans need no ledger.
    private EvidenceLedger? LedgerInNeed() => Reference?.Scan is not null && Difference?.Scan is not null
        ? null
        : ExistingLedger() ?? throw Refusal.At(InputProblem.LedgerNotFound, LocationToUse().Path, "LedgerMissingToCompare");
}
