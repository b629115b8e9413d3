using System.Management.Automation;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Destroys the keys of all that a ledger holds of a person or a device. The chain stays as it is and verifies.</summary>
[Cmdlet(VerbsCommon.Remove, "TikTokLedgerSubject", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(LedgerErasure))]
public sealed class RemoveTikTokLedgerSubjectCommand : ErasureCmdlet
{
    /// <summary>What the person or device is known by; several names are of one. Each object of a pipeline is one person or device.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, HelpMessage = "What the person or device is known by: user principal name, object id, device id, serial number. Several names are of one.")]
    [Alias("UserPrincipalName")]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = [];

    /// <summary>User principal name of who does it; never the person concerned.</summary>
    [Parameter(Mandatory = true, HelpMessage = "User principal name of who does it; never the person concerned.")]
    [Alias("By")]
    [ValidateNotNullOrEmpty]
    public string As { get; set; } = "";

    /// <summary>Why.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Why: Request, Objection, Unlawful or Obligation.")]
    [ValidateSet("Request", "Objection", "Unlawful", "Obligation")]
    public ErasureReason Reason { get; set; } = ErasureReason.Request;

    /// <summary>A reference to the file, for instance.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "A reference to the file, for instance.")]
    public string? Note { get; set; }

    /// <summary>Also erases the devices that only this person's cases name.</summary>
    [Parameter(HelpMessage = "Also erases the devices that only this person's cases name.")]
    public SwitchParameter IncludeDevices { get; set; }

    /// <summary>Erases also where a waiver is in force or a run is under way. It asks all the same.</summary>
    [Parameter(HelpMessage = "Erases also where a waiver is in force or a run is under way. It asks all the same.")]
    public SwitchParameter Force { get; set; }

    private protected override bool TakesDevices => IncludeDevices;

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(() => (Ledger: LocationToRead(), IsLookedAt: IsLookedAt()), async (prepared, pipeline, cancellation) =>
    {
        var named = string.Join(", ", Name);
        var erasure = new SubjectErasure(prepared.Ledger, TimeProvider.System);
        var request = new ErasureRequest { Names = Name, Reason = Reason, By = As, Note = string.IsNullOrWhiteSpace(Note) ? null : Note, IncludeDevices = IncludeDevices, Force = Force };
        await pipeline.TrySubjectAsync(named, () => EraseAsync(
            pipeline,
            named,
            Sentence.Of("ActionErase"),
            prepared.IsLookedAt ? () => erasure.PreviewAsync(request, cancellation) : null,
            () => erasure.EraseAsync(request, cancellation))).ConfigureAwait(false);
    });
}
