using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Says whether a waiver exempts under a directive on a day, and which condition fails when it doesn't.</summary>
[Cmdlet(VerbsDiagnostic.Test, "TikTokWaiver", DefaultParameterSetName = "Registered")]
[OutputType(typeof(WaiverTestResult), typeof(bool))]
public sealed class TestTikTokWaiverCommand : WaiverTermsCmdlet
{
    /// <summary>Id of a registered waiver.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Registered", HelpMessage = "Id of a registered waiver.")]
    [ArgumentCompleter(typeof(WaiverCompleter))]
    [WaiverReference]
    [ValidateNotNullOrEmpty]
    public string Id { get; set; } = "";

    /// <summary>Id of the directive, or a file with one; without it, the one that a registered waiver was given under.</summary>
    [Parameter(ParameterSetName = "Registered", HelpMessage = "Id of the directive, or a file with one; without it, the one that the waiver was given under.")]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Described", HelpMessage = "Id of the directive, or a file with one.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [DirectiveReference]
    [ValidateNotNullOrEmpty]
    public string? Directive { get; set; }

    /// <summary>The day asked about; without it, today.</summary>
    [Parameter(HelpMessage = "The day asked about; without it, today.")]
    [Day]
    public DateOnly? AsOf { get; set; }

    /// <summary>Writes only whether it exempts.</summary>
    [Parameter(HelpMessage = "Writes only whether it exempts.")]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(() => (Register: ParameterSetName == "Registered" ? RegisterToRead() : Register(), Applications: Applications(Catalogue), Under: Directive is null ? null : DirectiveOf(Directive)), async (given, pipeline, cancellation) =>
    {
        await pipeline.TryAsync(ParameterSetName == "Registered" ? Id : null, async () =>
        {
            var waiver = ParameterSetName == "Registered" ? await given.Register.FindAsync(Id, cancellation).ConfigureAwait(false) : null;
            var under = given.Under ?? waiver!.ShippedDirective();
            var terms = waiver is null ? WaiverTerms.Of(Terms(), given.Applications) : WaiverTerms.Of(waiver);
            var result = WaiverTest.Run(terms, under, given.Applications, AsOf ?? given.Register.Today, Language);
            await pipeline.WriteObjectAsync(Quiet ? result.Exempts : result).ConfigureAwait(false);
        }).ConfigureAwait(false);
    });
}
