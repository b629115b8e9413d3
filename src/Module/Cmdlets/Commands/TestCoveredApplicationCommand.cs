using System.Management.Automation;
using TikTokBan.Catalogue;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Pipeline;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Says what the catalogue makes of a value and why; with <c>-Quiet</c>, only whether it is covered.</summary>
[Cmdlet(VerbsDiagnostic.Test, "CoveredApplication")]
[OutputType(typeof(ClassifiedValue), typeof(bool))]
public sealed class TestCoveredApplicationCommand : AsyncCmdlet
{
    private Matcher? _matcher;

    /// <summary>A name, package, domain, url, sender, publisher or address.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "A name, package, domain, url, sender, publisher or address.")]
    [AllowEmptyString]
    public string[] Value { get; set; } = [];

    /// <summary>What the values are; without it, the shape of each decides.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "What the values are; without it, the shape of each decides.")]
    [Cell]
    public IndicatorKind? Kind { get; set; }

    /// <summary>What DMARC said of the mail that a sender comes from.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "What DMARC said of the mail that a sender comes from.")]
    public MailAuthentication Authentication { get; set; }

    /// <summary>Folders of the authority's own catalogue files.</summary>
    [Parameter(HelpMessage = "Folders of the authority's own catalogue files, read beside the shipped ones.")]
    public string[] Catalogue { get; set; } = [];

    /// <summary>Writes only true for a covered application, and false for all else, review and suspicion included.</summary>
    [Parameter(HelpMessage = "Writes only true for a covered application, and false for all else, review and suspicion included.")]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => Guard(() => _matcher = CoveredCatalogue.Load(ProductFiles.Catalogue, [.. Catalogue.Select(FileSystemPath)]).CreateMatcher());

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var value in Value)
        {
            var kind = Kind ?? Matcher.GuessKind(value);
            var result = _matcher!.Match(kind, value, Authentication);
            if (Quiet)
                WriteObject(result.Outcome == MatchOutcome.Covered);
            else
                WriteObject(new ClassifiedValue(value, kind, result.Outcome, result.Application, result.ApplicationClass, result.Indicator, result.ConfirmedBy, result.Reason));
        }
    }
}
