using System.Management.Automation;
using TikTokBan.Authorities;
using TikTokBan.Cmdlets.Arguments;
using TikTokBan.Cmdlets.Completion;
using TikTokBan.Cmdlets.Pipeline;
using TikTokBan.Cmdlets.Texts;
using TikTokBan.Ledger;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Verifying;

namespace TikTokBan.Cmdlets.Commands;

/// <summary>Looks what a plan achieved, device by device: in the tenant, or in exports made after the removal. Changes nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "TikTokRemoval", DefaultParameterSetName = "Path")]
[OutputType(typeof(VerifiedDevice))]
public sealed class TestTikTokRemovalCommand : PlanCmdlet
{
    /// <summary>The plan's file; or <c>latest</c> or its id. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Path", HelpMessage = "The plan's file; or latest or its id. Wildcards are allowed.")]
    [Alias("Plan")]
    [PlanReference]
    [ArgumentCompleter(typeof(PlanCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>The plan's file, its name as it stands.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "LiteralPath", HelpMessage = "The plan's file, its name as it stands.")]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Folder or zip with exports made after the removal; no tenant is then asked.</summary>
    [Parameter(HelpMessage = "Folder or zip with exports made after the removal; no tenant is then asked.")]
    [ValidateNotNullOrEmpty]
    public string? Exports { get; set; }

    /// <summary>The authority profile.</summary>
    [Parameter(HelpMessage = "The authority profile.")]
    [ValidateNotNullOrEmpty]
    public string? Authority { get; set; }

    /// <summary>Folders of the authority's own catalogue files.</summary>
    [Parameter(HelpMessage = "Folders of the authority's own catalogue files, read beside the shipped ones.")]
    public string[] Catalogue { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunAsync(Prepare, async (prepared, pipeline, cancellation) =>
    {
        foreach (var reference in prepared.References)
            await VerifyAsync(prepared.Request(await PlanLookup.FindAsync(reference, prepared.Journal, cancellation).ConfigureAwait(false), pipeline), pipeline, cancellation).ConfigureAwait(false);
    });

    private static async Task VerifyAsync(VerifyRequest request, PipelineBridge pipeline, CancellationToken cancellation)
    {
        var result = await VerifyOperation.RunAsync(request, new ScanProgressReporter(pipeline, "Looking at devices"), cancellation).ConfigureAwait(false);
        foreach (var source in result.Incomplete)
            await pipeline.WriteWarningAsync(Sentence.Of("NotReadInFull", source)).ConfigureAwait(false);
        foreach (var device in result.Devices)
            await pipeline.WriteObjectAsync(device).ConfigureAwait(false);
        await pipeline.TellAsync(VerifiedSentence.Of(result)).ConfigureAwait(false);
    }

    private Prepared Prepare()
    {
        var connection = Exports is null ? Connection() : null;
        var journal = new EvidenceLedger(LocationToUse()).Journal;
        var exports = Exports is null ? null : ExistingPath(Exports);
        var profile = Authority is null ? AuthorityProfile.Empty : AuthorityProfile.Load(FileSystemPath(Authority));
        string[] catalogue = [.. Catalogue.Select(FileSystemPath)];
        return new Prepared(PlanReferences(Path, LiteralPath), journal, (plan, pipeline) => new VerifyRequest
        {
            Plan = plan,
            Journal = journal,
            Session = connection?.Through(pipeline),
            Exports = exports,
            Profile = profile,
            OwnCatalogue = catalogue,
            Operator = OperatorOf(connection),
            Product = Product.NameAndVersion,
            Now = TimeProvider.System.GetUtcNow(),
        });
    }

    private sealed record Prepared(List<string> References, IRemovalJournal Journal, Func<Removal.Plans.RemovalPlan, PipelineBridge, VerifyRequest> Request);
}
