using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Gets the waivers of the ledger, with the state in which each stands.</summary>
[Cmdlet(VerbsCommon.Get, "TikTokWaiver")]
[OutputType(typeof(Waiver))]
public sealed class GetTikTokWaiverCommand : LedgerCmdlet
{
    /// <summary>Ids; wildcards are allowed. Without it, every waiver.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Ids; wildcards are allowed.")]
    [ArgumentCompleter(typeof(WaiverCompleter))]
    [WaiverReference]
    [SupportsWildcards]
    public string[] Id { get; set; } = ["*"];

    /// <summary>Only waivers in these states.</summary>
    [Parameter(HelpMessage = "Only waivers in these states.")]
    public WaiverState[] State { get; set; } = [];

    /// <summary>Only waivers given under this directive.</summary>
    [Parameter(HelpMessage = "Only waivers given under this directive.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [DirectiveReference]
    public string? Directive { get; set; }

    /// <summary>The day whose state counts; without it, today.</summary>
    [Parameter(HelpMessage = "The day whose state counts; without it, today.")]
    [Day]
    public DateOnly? AsOf { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(RegisterToRead, async (register, pipeline, cancellation) =>
    {
        var day = AsOf ?? register.Today;
        var all = await register.ListAsync(cancellation).ConfigureAwait(false);
        foreach (var id in Id)
        {
            var pattern = WildcardPattern.Get(id, WildcardOptions.IgnoreCase);
            var found = all.Where(waiver => pattern.IsMatch(waiver.Id)).ToList();
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(id))
                await pipeline.WriteErrorAsync(Errors.WaiverNotFound(id)).ConfigureAwait(false);
            foreach (var waiver in found.Where(Fits))
                await pipeline.WriteObjectAsync(WaiverObject.Of(waiver, day)).ConfigureAwait(false);
        }

        bool Fits(Waiver waiver) =>
            (State.Length == 0 || State.Contains(waiver.StateOn(day)))
            && (Directive is null || waiver.Directive.Equals(Directive, StringComparison.OrdinalIgnoreCase));
    });
}
