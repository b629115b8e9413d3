using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Authorities;
using TikTokBan.Exposures;
using TikTokBan.Removal;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;
using TikTokBan.Tests.Tenants;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Removal.Applying;

/// <summary>A tenant that first is just as a plan found it; a test changes what it is about.</summary>
internal sealed class PresentTenant : IAsyncDisposable
{
    public const string Group = "716e0000-0000-4000-8000-000000000001";

    private static readonly Lazy<RemovalPlan> One = new(() => RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan(PlanSamples.Phone(1)))));

    private readonly StubTenant _tenant = new();
    private TenantSession? _session;
    private Preconditions? _preconditions;

    public PresentTenant(RemovalPlan plan)
    {
        Plan = plan;
        foreach (var device in plan.Devices)
        {
            Devices[device.Id] = new JsonObject
            {
                ["id"] = device.Id,
                ["deviceName"] = device.Name,
                ["serialNumber"] = device.Serial,
                ["imei"] = "",
                ["azureADDeviceId"] = device.EntraDeviceId.ToUpperInvariant(),
                ["userId"] = "",
                ["userPrincipalName"] = device.User?.ToUpperInvariant() ?? "",
                ["emailAddress"] = "",
                ["managedDeviceOwnerType"] = device.Ownership ?? "unknown",
                ["managementState"] = "managed",
                ["operatingSystem"] = "iOS",
                ["model"] = "iPhone 14",
            };
            Members.Add(new JsonObject { ["@odata.type"] = "#microsoft.graph.device", ["id"] = "o-" + device.Id, ["deviceId"] = device.EntraDeviceId });
        }

        _tenant
            .On(request => request.Path.StartsWith("/v1.0/deviceManagement/managedDevices/", StringComparison.Ordinal), request =>
                Devices.TryGetValue(request.Path.Split('/')[^1], out var row) ? Answer(row) : StubTenant.JsonAnswer("""{"error":{"code":"ResourceNotFound","message":"No."}}""", HttpStatusCode.NotFound))
            .On(request => request.Path == $"/v1.0/groups/{Group}/members", _ => Answer(List(Members)))
            .On(request => request.Path.EndsWith("/assignments", StringComparison.Ordinal), _ => Answer(List(Assignments)))
            .On(request => request.Path == "/v1.0/groups", _ => StubTenant.JsonAnswer($$"""{"value":[{"id":"{{Group}}","displayName":"GRP-Communication"}]}"""));
    }

    public ManualTimeProvider Clock { get; } = new(start: PlanSamples.Now);

    public RemovalPlan Plan { get; }

    public Dictionary<string, JsonObject> Devices { get; } = [];

    public List<JsonObject> Members { get; } = [];

    public List<JsonObject> Assignments { get; } = [];

    public AuthorityProfile Profile { get; set; } = AuthorityProfile.Empty;

    public string? Registers { get; set; }

    public KeptWaivers Waivers { get; } = new();

    public IReadOnlyList<StubRequest> Requests => _tenant.Requests;

    /// <summary>Plans for phones that everything is as one expects of.</summary>
    public static PresentTenant For(params IReadOnlyList<Exposure> exposures) => new(RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan(exposures))));

    /// <summary>The one phone of a plan.</summary>
    public static PresentTenant OfOne(Func<Exposure, Exposure>? change = null) => change is null ? new(One.Value) : For(change(PlanSamples.Phone(1)));

    /// <summary>The first device's row.</summary>
    public JsonObject Device => Devices[Plan.Devices[0].Id];

    public async Task<Checked> CheckAsync(PlanAction action, params (string As, IReadOnlyList<JsonElement> Rows)[] read)
    {
        _session ??= await _tenant.ConnectAsync(Clock);
        _preconditions ??= await Preconditions.OpenAsync(
            new ApplyRequest { Plan = Plan, Session = _session, Journal = null!, Operator = "bram@agency.example", Profile = Profile, Registers = Registers, Waivers = Waivers },
            new GraphPlanTransport(_session),
            CancellationToken.None);
        return await _preconditions.CheckAsync(action, new RunValues(Objects(), read.ToDictionary(one => one.As, one => one.Rows)), CancellationToken.None);
    }

    /// <summary>Checks the action that fills the group of the first device.</summary>
    public Task<Checked> CheckAsync() => CheckAsync(Action(ActionKinds.AddMembers));

    public PlanAction Action(string kind) => Plan.Actions.First(action => action.Kind == kind && action.Ring == 1);

    public static IReadOnlyList<JsonElement> Rows(IEnumerable<JsonObject> rows) => [.. rows.Select(row => JsonSerializer.SerializeToElement(row))];

    public async ValueTask DisposeAsync()
    {
        _preconditions?.Dispose();
        if (_session is not null)
            await _session.DisposeAsync();
        _tenant.Dispose();
    }

    // Whatever an action made or found; of groups, the one that tests fill.
    private Dictionary<string, string> Objects() => Plan.Actions.ToDictionary(action => action.Id, action => action.Kind == ActionKinds.EnsureGroup ? Group : "716a0000-0000-4000-8000-000000000001");

    private static HttpResponseMessage Answer(JsonObject row) => StubTenant.JsonAnswer(row.ToJsonString());

    private static JsonObject List(IEnumerable<JsonObject> rows) => new() { ["value"] = new JsonArray([.. rows.Select(row => row.DeepClone())]) };
}

/// <summary>Waivers in memory.</summary>
internal sealed class KeptWaivers : IWaiverStore
{
    public List<Waiver> All { get; } = [];

    public UnusableInputException? Broken { get; set; }

    public Task<Waiver> AddWaiverAsync(Waiver waiver, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Waiver> AddRevocationAsync(string id, WaiverRevocation revocation, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<Waiver>> ReadWaiversAsync(CancellationToken cancellationToken = default) => Broken is null ? Task.FromResult<IReadOnlyList<Waiver>>([.. All]) : throw Broken;

    public static Waiver For(string? holder, string? device = null, string? serial = null, string? application = null) => new()
    {
        Id = "WL-2023-0001",
        Holder = holder,
        DeviceId = device,
        Serial = serial,
        Application = application,
        Directive = "be-federal-716",
        DirectiveHash = "",
        Kind = "operational",
        Approver = "head",
        ApprovedBy = "The head",
        Grantor = "carla@agency.example",
        Motive = "Inquiries",
        ValidFrom = new DateOnly(2023, 4, 1),
        Expires = new DateOnly(2023, 12, 31),
        GrantedAt = PlanSamples.Now.AddDays(-1),
    };
}
