using TikTokBan.Ledger;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;

namespace TikTokBan.Crash.Tests;

/// <summary>Carries a plan out, or takes it back, with the library as it is: in a process of its own, or in this one.</summary>
internal sealed record Carrier
{
    public const string Operator = "ada@agency.example";

    public required string Plan { get; init; }

    public required string Ledger { get; init; }

    public required string Graph { get; init; }

    public required string Defender { get; init; }

    public required string GraphToken { get; init; }

    public required string DefenderToken { get; init; }

    public required SharedTime Time { get; init; }

    public async Task<(RunResult Result, int Entries)> RunAsync(RunPurpose purpose, CrashPoint? deadly)
    {
        var plan = await PlanFile.ReadAsync(Plan);
        var journal = new DeadlyJournal(new EvidenceLedger(LedgerLocation.Parse(Ledger)).Journal, deadly);
        await using var session = await TenantSession.ConnectAsync(
            new TenantOptions
            {
                Tenant = plan.Tenant,
                Endpoints = TenantEndpoints.Of(TenantCloud.Global, graph: Graph, defender: Defender),
                SignIn = new TokenSignIn((scope, _) => ValueTask.FromResult(scope.Contains("securitycenter", StringComparison.Ordinal) ? DefenderToken : GraphToken), renews: false),
                Time = Time,
            },
            CancellationToken.None);
        var result = purpose == RunPurpose.Undo
            ? await UndoOperation.RunAsync(new UndoRequest { Plan = plan, Session = session, Journal = journal, Operator = Operator }, null, CancellationToken.None)
            : await ApplyOperation.RunAsync(
                new ApplyRequest { Plan = plan, Session = session, Journal = journal, Operator = Operator, Implicit = true, AllRings = true, KnownCatalogues = [plan.Catalogue] },
                null,
                CancellationToken.None);
        return (result, journal.Entries);
    }
}
