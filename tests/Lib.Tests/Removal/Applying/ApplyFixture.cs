using System.Text.Json.Nodes;
using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Applying.Runs;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;
using TikTokBan.Tests.Tenants;

namespace TikTokBan.Tests.Removal.Applying;

/// <summary>A plan with every kind of action, a tenant in memory to carry it out on, and a journal.</summary>
internal sealed class ApplyFixture : IAsyncDisposable
{
    private readonly ManualTimeProvider _time = new(impatient: true, PlanSamples.Now.AddHours(1));
    private readonly StubTenant _stub = new();
    private TenantSession? _session;

    public ApplyFixture(RemovalPlan plan)
    {
        Plan = plan;
        Place = new Place(_time);
        foreach (var device in plan.Devices)
        {
            Place.Devices.Add($"dir-{device.Id[^4..]}", new JsonObject { ["deviceId"] = device.EntraDeviceId });
            Place.Managed.Add(device.Id, new JsonObject { ["deviceActionResults"] = new JsonArray() });
        }

        Place.Apps.Add("ios-app", new JsonObject { ["@odata.type"] = "#microsoft.graph.iosStoreApp", ["bundleId"] = "com.zhiliaoapp.musically" });
        Place.Apps.Assign("ios-app", [Of("others", "available", """{"@odata.type":"#microsoft.graph.iosStoreAppAssignmentSettings","vpnConfigurationId":null}""")]);
        Place.Apps.Add("vpp-app", new JsonObject { ["@odata.type"] = "#microsoft.graph.iosVppApp", ["bundleId"] = "com.zhiliaoapp.musically" });
        Place.Apps.Add("play-app", new JsonObject { ["@odata.type"] = "#microsoft.graph.androidManagedStoreApp", ["packageId"] = "com.zhiliaoapp.musically" });
        Place.Indicators.Add("theirs", new JsonObject { ["indicatorValue"] = "TikTok.com", ["title"] = "Somebody else's" });
    }

    public RemovalPlan Plan { get; }

    public Place Place { get; }

    public MemoryJournal Journal { get; set; } = new();

    public ManualTimeProvider Time => _time;

    /// <summary>What the checks find; null finds that everything holds.</summary>
    public Func<PlanAction, RunValues, Checked>? Checks { get; set; }

    public List<ActionResult> Told { get; private set; } = [];

    public static RemovalPlan MixedPlan(bool tenantWide = true, params Exposure[] more) => Make(new[]
    {
        PlanSamples.Phone(1), PlanSamples.Phone(2) with { Evidence = [PlanSamples.Covered("mdm.install-status", IndicatorKind.Name)] },
        Device(3, "android", "androidEnterpriseFullyManaged"), Device(4, "windows", "windowsAzureADJoin"), PlanSamples.Phone(5),
        PlanSamples.Phone(6) with { Evidence = [PlanSamples.Covered("mdm.install-status", IndicatorKind.Name)] },
        Device(7, "windows", "windowsAzureADJoin"), Visit(8),
    }.Concat(more), tenantWide);

    public static RemovalPlan Make(IEnumerable<Exposure> exposures, bool tenantWide = false, AuthorityProfile? profile = null) =>
        RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan([.. exposures]), profile) with { Tenant = StubTenant.TenantId, TenantWide = tenantWide, Canary = 4 });

    public static Exposure Device(int number, string platform, string enrolment)
    {
        var phone = PlanSamples.Phone(number);
        return phone with { Device = phone.Device! with { Platform = platform, Enrolment = enrolment, Supervised = null } };
    }

    public static Exposure Visit(int number) => PlanSamples.Phone(number) with
    {
        Conducts = [Conduct.Web],
        Verdict = Verdict.Block,
        Evidence = [PlanSamples.Covered("network.dns", IndicatorKind.Domain, Conduct.Web)],
    };

    public static JsonObject Of(string group, string intent, string settings = "null") => JsonNode.Parse(
        $$"""{"intent":"{{intent}}","target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{{group}}","deviceAndAppManagementAssignmentFilterId":"f-1"},"settings":{{settings}}}""")!.AsObject();

    public async Task<ApplyRequest> RequestAsync() => new()
    {
        Plan = Plan,
        Session = _session ??= await _stub.ConnectAsync(_time),
        Journal = Journal,
        Operator = "bram@agency.example",
        Approvals = [PlanApproval.Make(Plan, "bram@agency.example", PlanSamples.Now.AddMinutes(10))],
        AllRings = true,
        MostFailures = 1000,
    };

    public async Task<RunResult> ApplyAsync(Func<ApplyRequest, ApplyRequest>? change = null, CancellationToken cancellationToken = default)
    {
        Told = [];
        var request = await RequestAsync();
        return await ApplyOperation.RunAsync(change?.Invoke(request) ?? request, Services, new Teller(Told), cancellationToken);
    }

    public async Task<RunResult> UndoAsync(Func<UndoRequest, UndoRequest>? change = null)
    {
        Told = [];
        var request = new UndoRequest { Plan = Plan, Session = _session ??= await _stub.ConnectAsync(_time), Journal = Journal, Operator = "bram@agency.example", MostFailures = 1000 };
        return await UndoOperation.RunAsync(change?.Invoke(request) ?? request, Services, new Teller(Told), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_session is { } session)
            await session.DisposeAsync();
    }

    private PlanServices Services => new(_ => Place, (_, _, _) => Task.FromResult<IPreconditions>(new Asked(this)));

    private sealed class Asked(ApplyFixture fixture) : IPreconditions
    {
        public Task<Checked> CheckAsync(PlanAction action, RunValues found, CancellationToken cancellationToken) =>
            Task.FromResult(fixture.Checks?.Invoke(action, found) ?? new Checked([], null));
    }

    private sealed class Teller(List<ActionResult> told) : IProgress<ActionResult>
    {
        private int _inside;

        public void Report(ActionResult value)
        {
            Assert.Equal(1, Interlocked.Increment(ref _inside));
            told.Add(value);
            Interlocked.Decrement(ref _inside);
        }
    }
}
