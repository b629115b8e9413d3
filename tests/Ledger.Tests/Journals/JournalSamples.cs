using System.Text.Json;
using TikTokBan.Directives;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger.Tests.Journals;

/// <summary>Plans to begin runs of, and entries to add.</summary>
internal static class JournalSamples
{
    public const string Tenant = "71600000-0000-4000-8000-000000000001";

    public static readonly DateTimeOffset At = new(2026, 11, 16, 10, 30, 0, TimeSpan.Zero);

    public static RemovalPlan Plan(int devices = 1, string tenant = Tenant)
    {
        var plan = new RemovalPlan
        {
            Format = RemovalPlan.CurrentFormat,
            Id = $"p-{devices:D4}{tenant[^4..]}",
            Tenant = tenant,
            Author = "author@agency.example",
            CreatedAt = At.AddHours(-1),
            ExpiresAt = At.AddDays(7),
            Language = "en",
            Directive = new PlanDirective("be-federal-716", "ab"),
            Catalogue = new PlanCatalogue("1", "cd", 10),
            RemediesHash = "ef",
            Limits = RemovalLimits.Default,
            BlastRadius = new BlastRadius
            {
                Devices = devices,
                People = devices,
                Fleet = 100,
                Share = 0.01m,
                TenantWide = false,
                AlsoReached = 0,
                ByPlatform = new Dictionary<string, int> { ["ios"] = devices },
                ByOrganisation = new Dictionary<string, int>(),
                ByControl = new Dictionary<string, int>(),
            },
            Rings = [new PlanRing(1, true, devices, new Dictionary<string, int> { ["ios"] = devices })],
            Devices = [.. Enumerable.Range(1, devices).Select(Device)],
            Actions = [],
            Notices = [],
            LeftOut = [],
        };
        return plan with { Hash = PlanFile.HashOf(plan) };
    }

    public static string DeviceId(int number) => $"d0000000-0000-4000-a000-{number:D12}";

    public static string User(int number) => $"user{number}@agency.example";

    public static JournalEntry Started(RunPurpose purpose = RunPurpose.Apply, string by = "ada@agency.example") => new()
    {
        At = At,
        Step = JournalStep.RunStarted,
        Purpose = purpose,
        Operator = by,
        Approvers = ["bram@agency.example", "Océane Simonis"],
        Product = "TikTokBan 0.1.0",
    };

    public static JournalEntry Sending(int number, int device = 1) => new()
    {
        At = At.AddSeconds(number),
        Step = JournalStep.Sending,
        Action = $"a-{number:D5}",
        Request = new SentRequest("POST", "graph", $"/v1.0/users('{Uri.EscapeDataString(User(device))}')?x='é'", $"{{\"displayName\":\"Été \\u00e9 \\\"q\\\"\",\"id\":\"{DeviceId(device)}\"}}"),
        Before = JsonDocument.Parse("""[{"id":"1_0","intent":"required","big":12345678901234567890,"settings":null}]""").RootElement,
    };

    public static JournalEntry Ended(int number, ActionOutcome outcome = ActionOutcome.Done, int device = 1) => new()
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
        Devices = [new JournaledDevice(DeviceId(device), "ownerService", "It is no longer the authority's.", At, "tiktok")],
        Sentence = "It was carried out.",
    };

    private static PlannedDevice Device(int number) => new()
    {
        Id = DeviceId(number),
        EntraDeviceId = $"e0000000-0000-4000-a000-{number:D12}",
        Name = $"PHONE-{number}",
        Serial = $"SN0EX{number:D7}",
        Platform = "ios",
        User = User(number),
        Ring = 1,
        Cohort = 1,
        Remedies = [],
        Exposures = [$"x-{number}"],
        Applications = [],
        Payer = new PayerFacts { Purchase = Payer.Full },
    };
}
