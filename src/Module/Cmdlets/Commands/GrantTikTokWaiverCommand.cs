using System.Management.Automation;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Registers a waiver in the ledger, and says which exception it satisfies or what it lacks.</summary>
[Cmdlet(VerbsSecurity.Grant, "TikTokWaiver", SupportsShouldProcess = true, DefaultParameterSetName = "Described")]
[OutputType(typeof(Waiver))]
public sealed class GrantTikTokWaiverCommand : WaiverTermsCmdlet
{
    /// <summary>Id of the directive it is given under, or a file with one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true, HelpMessage = "Id of the directive it is given under, or a file with one.")]
    [ArgumentCompleter(typeof(DirectiveCompleter))]
    [DirectiveReference]
    [ValidateNotNullOrEmpty]
    public string Directive { get; set; } = "";

    /// <summary>User principal name of the person it is for; with no device given, any device of theirs.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "User principal name of the person it is for; with no device given, any device of theirs.")]
    [Alias("UserPrincipalName")]
    [Cell]
    public string? Holder { get; set; }

    /// <summary>Serial number or IMEI of the device it is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "Serial number or IMEI of the device it is for.")]
    [Cell]
    public string? Serial { get; set; }

    /// <summary>The device's id in Intune, Entra or Defender.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "The device's id in Intune, Entra or Defender.")]
    [Cell]
    public string? DeviceId { get; set; }

    /// <summary>Who approved it: a name or user principal name.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Who approved it: a name or user principal name.")]
    public string? ApprovedBy { get; set; }

    /// <summary>User principal name of who grants it; never the holder.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "User principal name of who grants it; never the holder.")]
    [Alias("As")]
    public string? Grantor { get; set; }

    /// <summary>Why, in a sentence.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, HelpMessage = "Why, in a sentence.")]
    public string? Motive { get; set; }

    /// <summary>A number of the authority's own; without it, the next of the year.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, HelpMessage = "A number of the authority's own; without it, the next of the year.")]
    [Cell]
    public string? Id { get; set; }

    /// <summary>Registers it although the directive knows no exception: the judge then answers Review, never Exempt.</summary>
    [Parameter(HelpMessage = "Registers it although the directive knows no exception: the judge then answers Review, never Exempt.")]
    public SwitchParameter WithoutEffect { get; set; }

    /// <summary>With -WhatIf: writes the waiver that would be registered, so that a table of them can be tried first.</summary>
    [Parameter(HelpMessage = "With -WhatIf: writes the waiver that would be registered, so that a table of them can be tried first.")]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(() => (Register: Register(), Applications: Applications(Catalogue), Under: DirectiveOf(Directive), Rehearses: PassThru && IsWhatIf()), async (given, pipeline, cancellation) => await pipeline.TryAsync(Holder ?? Serial ?? DeviceId, async () =>
    {
        var grant = Grant();
        var target = Sentence.Of("TargetWaiver", grant.Holder ?? grant.Serial ?? grant.DeviceId, $"{grant.Expires:yyyy-MM-dd}", given.Under.Id);
        var agreed = await pipeline.ShouldProcessAsync(target, Sentence.Of("ActionRegister")).ConfigureAwait(false);
        if (!agreed && !given.Rehearses)
            return;
        var granted = agreed
            ? await given.Register.GrantAsync(grant, given.Under, given.Applications, Language, cancellation).ConfigureAwait(false)
            : given.Register.Rehearse(grant, given.Under, given.Applications, Language);
        foreach (var reason in granted.Test.Reasons)
        {
            if (granted.Test.Exempts)
                await pipeline.WriteVerboseAsync(reason).ConfigureAwait(false);
            else
                await pipeline.WriteWarningAsync(Sentence.Of("WaiverWithoutEffect", granted.Waiver.Id.Length > 0 ? granted.Waiver.Id : Sentence.Of("ThisWaiver"), reason)).ConfigureAwait(false);
        }

        await pipeline.WriteObjectAsync(WaiverObject.Of(granted.Waiver, given.Register.Today)).ConfigureAwait(false);
    }).ConfigureAwait(false));

    private WaiverGrant Grant() => Terms() with
    {
        Id = Id,
        Holder = Holder,
        Serial = Serial,
        DeviceId = DeviceId,
        ApprovedBy = ApprovedBy,
        Grantor = Grantor,
        Motive = Motive,
        WithoutEffect = WithoutEffect,
    };
}
