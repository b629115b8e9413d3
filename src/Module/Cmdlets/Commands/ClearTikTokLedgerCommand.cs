using System.Management.Automation;
using TikTokBan.Authorities;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Failures;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Destroys the keys of all months that are older than personal data may be kept. The numbers of scans stay.</summary>
[Cmdlet(VerbsCommon.Clear, "TikTokLedger", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(LedgerErasure))]
public sealed class ClearTikTokLedgerCommand : ErasureCmdlet
{
    /// <summary>How many days personal data is kept; without it, as the authority profile says.</summary>
    [Parameter(Position = 0, HelpMessage = "How many days personal data is kept; without it, as the authority profile says.")]
    [ValidateRange(1, int.MaxValue)]
    public int? Days { get; set; }

    /// <summary>The authority profile whose retention counts.</summary>
    [Parameter(HelpMessage = "The authority profile whose retention counts.")]
    [ValidateNotNullOrEmpty]
    public string? Authority { get; set; }

    /// <summary>User principal name of who does it, or name of the runbook.</summary>
    [Parameter(Mandatory = true, HelpMessage = "User principal name of who does it, or name of the runbook.")]
    [Alias("By")]
    [ValidateNotNullOrEmpty]
    public string As { get; set; } = "";

    /// <summary>Day from which the days are counted back, none in the future; without it, today.</summary>
    [Parameter(HelpMessage = "Day from which the days are counted back, none in the future; without it, today.")]
    [Day]
    public DateOnly? AsOf { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => RunAsync(() => (Ledger: LocationToRead(), Request: Request(), IsLookedAt: IsLookedAt()), async (prepared, pipeline, cancellation) =>
    {
        var retention = new Retention(prepared.Ledger, TimeProvider.System);
        await EraseAsync(
            pipeline,
            prepared.Ledger.Name,
            Sentence.Of("ActionRetain", prepared.Request.Days, $"{prepared.Request.Today:yyyy-MM-dd}"),
            prepared.IsLookedAt ? () => retention.PreviewAsync(prepared.Request, cancellation) : null,
            () => retention.ApplyAsync(prepared.Request, cancellation)).ConfigureAwait(false);
    });

    private RetentionRequest Request() => new()
    {
        Days = Days ?? OfProfile(),
        Today = AsOf ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
        By = As,
    };

    private int OfProfile()
    {
        if (Authority is null)
            throw Refusal.Of(InputProblem.ArgumentUnusable, "SayDays");
        var profile = FileSystemPath(Authority);
        return AuthorityProfile.Load(profile).RetentionDays ?? throw Refusal.At(InputProblem.ProfileUnusable, profile, "ProfileWithoutDays");
    }
}
