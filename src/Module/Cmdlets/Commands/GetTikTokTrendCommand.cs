using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Gets the numbers of cases over time, without opening any of them.</summary>
[Cmdlet(VerbsCommon.Get, "TikTokTrend")]
[OutputType(typeof(TrendRow))]
public sealed class GetTikTokTrendCommand : LedgerCmdlet
{
    // What the format file shows a row by that is of one key.
    private const string SplitType = "TikTokBan.Cmdlets.TrendRow#By";

    /// <summary>How far rows stand apart: of each step, the last scan counts.</summary>
    [Parameter(Position = 0, HelpMessage = "Day, Week or Month: of each, the last scan counts.")]
    public TrendStep Step { get; set; } = TrendStep.Day;

    /// <summary>By what cases are counted apart, with a row for each.</summary>
    [Parameter(Position = 1, HelpMessage = "Counts apart by Application, Verdict, Organisation or Platform, with a row for each.")]
    public TrendKey By { get; set; } = TrendKey.None;

    /// <summary>The first day as of which cases were judged.</summary>
    [Parameter(HelpMessage = "The first day as of which cases were judged.")]
    [Day]
    public DateOnly? From { get; set; }

    /// <summary>The last such day.</summary>
    [Parameter(HelpMessage = "The last day as of which cases were judged.")]
    [Day]
    public DateOnly? To { get; set; }

    /// <summary>Only scans judged by this directive.</summary>
    [Parameter(HelpMessage = "Only scans judged by this directive.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [DirectiveReference]
    [ValidateNotNullOrEmpty]
    public string? Directive { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(() => (Ledger: new EvidenceLedger(LocationToRead()), Directive: DirectiveId()), async (prepared, pipeline, cancellation) =>
    {
        var request = new TrendRequest { Step = Step, By = By, From = From, To = To, Directive = prepared.Directive };
        var points = await prepared.Ledger.TrendAsync(request, cancellation).ConfigureAwait(false);
        if (points.Count == 0)
            await pipeline.WriteWarningAsync(Sentence.Of(From is null && To is null && Directive is null ? "NoScanYet" : "NoScanOfThese")).ConfigureAwait(false);
        foreach (var row in points.SelectMany(TrendRow.Of))
        {
            var written = new PSObject(row);
            if (By != TrendKey.None)
                written.TypeNames.Insert(0, SplitType);
            await pipeline.WriteObjectAsync(written).ConfigureAwait(false);
        }
    });

    // A ledger keeps the id, also of a directive of the authority's own; one that is shipped no more may still be asked for.
    private string? DirectiveId() => Directive is { } named && named.AsSpan().ContainsAny('/', '\\', '.') ? DirectiveOf(named).Id : Directive;
}
