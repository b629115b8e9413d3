using TikTokBan.Authorities;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Planning;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tests.Removal;
using TikTokBan.Tests.Removal.Blocks.Planning;

namespace TikTokBan.Tests.Reports.Year;

/// <summary>What the made-up authority did: a removal of which all rings but the last were carried out, and blocks that stand.</summary>
internal static class SamplePlans
{
    private static readonly DateTimeOffset Planned = new(2026, 10, 13, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Now = new(2026, 11, 16, 7, 34, 12, TimeSpan.Zero);

    public static async Task<IReadOnlyList<(RemovalPlan Plan, RemovalProgress Progress)>> MakeAsync(ScanResult scan, StoredScan stored, AuthorityProfile profile, Directive directive)
    {
        var removal = RemovalPlanner.Make(new RemovalPlanRequest
        {
            Scan = scan,
            ScanFinished = stored.Finished,
            Catalogue = PlanSamples.Catalogue,
            Profile = profile,
            ScanProfileHash = profile.Hash,
            Remedies = PlanSamples.Remedies,
            Tenant = PlanSamples.Tenant,
            Author = PlanSamples.Author,
            Now = Planned,
            RingSize = 25,
        });
        var blocks = (await BlockPlanOperation.MakeAsync(
            new BlockPlanRequest
            {
                Selection = BlockSelection.Of(PlanSamples.Catalogue, directive, DateOnly.FromDateTime(Planned.Date)),
                Catalogue = PlanSamples.Catalogue,
                Remedies = PlanSamples.Remedies,
                Parts = [BlockPart.Defender, BlockPart.Intune, BlockPart.Browsers],
                Group = "All phones",
                Author = PlanSamples.Author,
                Now = Planned,
            },
            PlanSamples.Tenant, BlockSamples.Tenant(), [], CancellationToken.None)).Plan;
        return [(blocks, Progress(blocks, Everything(blocks))), (removal, Progress(removal, Removed(removal)))];
    }

    private static RemovalProgress Progress(RemovalPlan plan, IEnumerable<JournalEntry> entries) =>
        RemovalProgress.Of(plan, [.. entries.Select((entry, index) => entry with { Number = index + 1 })], Now);

    private static IEnumerable<JournalEntry> Everything(RemovalPlan plan) => Run(1, RunPurpose.Apply, Planned.AddDays(2), plan.Actions.Select(action => Ended(action, ActionOutcome.Done)));

    // The last ring waits, one action of the second failed, and of what was removed nine in ten were seen gone.
    private static IEnumerable<JournalEntry> Removed(RemovalPlan plan)
    {
        var last = plan.Rings.Max(ring => ring.Number);
        var carriedOut = plan.Actions.Where(action => action.Ring < last).ToList();
        var unlucky = carriedOut.FindLast(action => action.Control is not null && action.Ring == 2);
        var applied = Run(1, RunPurpose.Apply, Planned.AddDays(3), carriedOut.Select(action => Ended(action, action == unlucky ? ActionOutcome.Failed : ActionOutcome.Done)));
        var devices = carriedOut.Where(action => action.Control is not null).SelectMany(action => action.Target.Ids).Intersect(plan.Devices.Select(device => device.Id), StringComparer.Ordinal).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var seen = devices.Select((id, index) => new JournaledDevice(id, index % 10 == 3 ? "stillThere" : index % 10 == 7 ? "waitingForCheckIn" : "gone", "", Planned.AddDays(14), "tiktok")).ToList();
        return applied.Concat(Run(2, RunPurpose.Verify, Planned.AddDays(15), [new JournalEntry { At = Planned.AddDays(15), Run = 2, Step = JournalStep.DeviceVerified, Devices = seen }]));
    }

    private static IEnumerable<JournalEntry> Run(int number, RunPurpose purpose, DateTimeOffset at, IEnumerable<JournalEntry> entries) =>
    [
        new JournalEntry { At = at, Run = number, Step = JournalStep.RunStarted, Purpose = purpose, Operator = PlanSamples.Author, Host = "HOST-1" },
        .. entries.Select(entry => entry with { At = at.AddMinutes(1), Run = number }),
        new JournalEntry { At = at.AddMinutes(30), Run = number, Step = JournalStep.RunEnded },
    ];

    private static JournalEntry Ended(PlanAction action, ActionOutcome outcome) => new() { At = Planned, Step = JournalStep.ActionEnded, Action = action.Id, Outcome = outcome };
}
