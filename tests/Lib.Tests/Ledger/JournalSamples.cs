using System.Text.Json;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tests.Removal;

namespace TikTokBan.Tests.Ledger;

/// <summary>Plans to begin runs of, and entries to add.</summary>
internal static class JournalSamples
{
    public static readonly DateTimeOffset At = PlanSamples.Now.AddHours(1);

    public static RemovalPlan Plan(int devices = 1, string tenant = PlanSamples.Tenant)
    {
        var scan = PlanSamples.Scan([.. Enumerable.Range(1, devices).Select(number => PlanSamples.Phone(number))]);
        scan = scan with { Summary = scan.Summary with { ScanId = $"s-{devices}" } };
        return RemovalPlanner.Make(PlanSamples.Request(scan) with { Tenant = tenant });
    }

    public static JournalEntry Started(RunPurpose purpose = RunPurpose.Apply, string by = "ada@agency.example") => new()
    {
        At = At,
        Step = JournalStep.RunStarted,
        Purpose = purpose,
        Operator = by,
        Approvers = ["bram@agency.example"],
        Product = "TikTokBan 0.1.0",
    };

    public static JournalEntry Sending(int number) => new()
    {
        At = At.AddSeconds(number),
        Step = JournalStep.Sending,
        Action = $"a-{number:D5}",
        Request = new SentRequest("POST", "graph", "/v1.0/groups?x='é'", "{\"displayName\":\"Été \\u00e9 \\\"q\\\"\"}"),
        Before = JsonDocument.Parse("""[{"id":"1_0","intent":"required","big":12345678901234567890,"settings":null}]""").RootElement,
    };

    public static JournalEntry Ended(int number, ActionOutcome outcome = ActionOutcome.Done) => new()
    {
        At = At.AddSeconds(number),
        Step = JournalStep.ActionEnded,
        Action = $"a-{number:D5}",
        Outcome = outcome,
        ObjectId = "3c4d0000-0000-4000-b000-000000000001",
        Created = true,
        Status = 201,
        RequestId = "r-1",
        ApprovalCode = "c-1",
        Devices = [new JournaledDevice("d-1", "ownerService", "It is no longer the authority's.", At, "tiktok")],
        Sentence = "It was carried out.",
    };
}
