using System.Globalization;
using System.Text.Json;
using TikTokBan.Authorities;
using TikTokBan.Exposures;
using TikTokBan.Ledger;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Verifying;
using TikTokBan.Tenant;
using TikTokBan.Tenant.SignIn;
using TikTokBan.Tenants;
using TikTokBan.Tenants.SignIn;
using TikTokBan.Tests.Tenants;

namespace TikTokBan.Tests.Removal.EndToEnd;

/// <summary>A small authority's tenant over HTTP, in which a plan is made, approved, carried out, looked at and taken back.</summary>
internal sealed class RemovalTenant : IAsyncDisposable
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 16, 9, 0, 0, TimeSpan.Zero);

    /// <summary>How ids of groups begin that are not the plan's.</summary>
    public const string OthersGroup = "71600000-0000-4000-c000-";

    private readonly string _folder;
    private readonly ShiftedTime _time;

    private RemovalTenant(string folder, FakeTenant server, ShiftedTime time, SmallAuthority authority) =>
        (_folder, Server, _time, Authority) = (folder, server, time, authority);

    public FakeTenant Server { get; }

    public SmallAuthority Authority { get; private set; }

    public DateTimeOffset Now => _time.GetUtcNow();

    public IRemovalJournal Journal => new EvidenceLedger(LedgerLocation.Parse(Ledger)).Journal;

    public string Ledger => Path.Combine(_folder, "ledger.db");

    public string Registers => Path.Combine(_folder, "registers");

    public AuthorityProfile Profile => AuthorityProfile.Load(Path.Combine(Registers, "authority.yaml"));

    public static Task<RemovalTenant> RandomAsync(int seed, Func<FakeTenantOptions, FakeTenantOptions>? change = null) => StartAsync(SmallAuthority.Random(seed, Begin), seed, change);

    public static Task<RemovalTenant> StartAsync(Func<DateTimeOffset, SmallAuthority> authority, Func<FakeTenantOptions, FakeTenantOptions>? change = null) => StartAsync(authority(Begin), 0, change);

    private static async Task<RemovalTenant> StartAsync(SmallAuthority authority, int seed, Func<FakeTenantOptions, FakeTenantOptions>? change)
    {
        var folder = Directory.CreateTempSubdirectory("ttb-removal-").FullName;
        authority.WriteExports(Path.Combine(folder, "exports"));
        authority.WriteRegisters(Path.Combine(folder, "registers"));
        var time = new ShiftedTime(new FastTime(Begin, 200));
        var options = new FakeTenantOptions { Exports = Path.Combine(folder, "exports"), Time = time, Throttles = false, TenantId = "716aaaaa-0000-4000-8000-000000000001" };
        var tenant = new RemovalTenant(folder, await FakeTenant.StartAsync(change?.Invoke(options) ?? options), time, authority);
        tenant.AddApplications(new Random(seed));
        return tenant;
    }

    public Task<TenantSession> ConnectAsync(TimeProvider? time = null) => TenantSession.ConnectAsync(
        new TenantOptions
        {
            Tenant = Server.TenantId,
            Endpoints = TenantEndpoints.Of(TenantCloud.Global, graph: Server.Endpoint.AbsoluteUri, defender: Server.DefenderEndpoint.AbsoluteUri),
            SignIn = new TokenSignIn(
                (scope, _) => ValueTask.FromResult(Server.Tokens.Issue(scope.Contains("securitycenter", StringComparison.Ordinal) ? new TokenRequest { Audience = scope.Replace("/.default", "", StringComparison.Ordinal) } : null)), renews: true),
            Time = time ?? _time,
        },
        CancellationToken.None);

    /// <summary>Scans the tenant and plans, as the author.</summary>
    public async Task<RemovalPlan> PlanAsync(int? canary = null, int? ringSize = null, bool tenantWide = false)
    {
        await using var session = await ConnectAsync();
        var request = new TenantScanRequest
        {
            Session = session,
            Exports = Registers,
            AsOf = DateOnly.FromDateTime(Now.UtcDateTime),
            Sources = ["mdm.devices", "mdm.inventory", "mdm.inventory-aggregate", "directory.users", "directory.devices"],
        };
        var scan = await TenantScan.RunAsync(request, null, CancellationToken.None);
        return RemovalPlanner.Make(new RemovalPlanRequest
        {
            Scan = scan.Scan,
            ScanFinished = Now,
            Catalogue = PlanSamples.Catalogue,
            Profile = Profile,
            ScanProfileHash = scan.ProfileHash,
            Remedies = PlanSamples.Remedies,
            Tenant = Server.TenantId,
            Author = PlanSamples.Author,
            Now = Now,
            Canary = canary,
            RingSize = ringSize,
            TenantWide = tenantWide,
        });
    }

    public Approval Approve(RemovalPlan plan) => PlanApproval.Make(plan, "bram@agency.example", Now);

    public async Task<RunResult> ApplyAsync(RemovalPlan plan, Func<ApplyRequest, ApplyRequest>? change = null, Action<ActionResult>? told = null)
    {
        await using var session = await ConnectAsync();
        var request = new ApplyRequest
        {
            Plan = plan,
            Session = session,
            Journal = Journal,
            Operator = PlanSamples.Author,
            Approvals = [Approve(plan)],
            Profile = Profile,
            Registers = Registers,
            AllRings = true,
            MostFailures = 1000,
        };
        return await ApplyOperation.RunAsync(change?.Invoke(request) ?? request, told is null ? null : new Told(told), CancellationToken.None);
    }

    public async Task<RunResult> UndoAsync(RemovalPlan plan, Func<UndoRequest, UndoRequest>? change = null, Action<ActionResult>? told = null)
    {
        await using var session = await ConnectAsync();
        var request = new UndoRequest { Plan = plan, Session = session, Journal = Journal, Operator = PlanSamples.Author, MostFailures = 1000 };
        return await UndoOperation.RunAsync(change?.Invoke(request) ?? request, told is null ? null : new Told(told), CancellationToken.None);
    }

    public async Task<VerifyResult> VerifyAsync(RemovalPlan plan)
    {
        await using var session = await ConnectAsync();
        return await VerifyOperation.RunAsync(new VerifyRequest { Plan = plan, Journal = Journal, Session = session, Profile = Profile, Operator = PlanSamples.Author, Now = Now }, null, CancellationToken.None);
    }

    /// <summary>Days go by.</summary>
    public void Pass(TimeSpan time) => _time.Shift(time);

    /// <summary>Something becomes known of a device: the tenant says so from now on, and so do the registers.</summary>
    public void Change(int number, Func<SmallDevice, SmallDevice> change)
    {
        Authority = new SmallAuthority { Devices = [.. Authority.Devices.Select(device => device.Number == number ? change(device) : device)] };
        Authority.WriteRegisters(Registers);
        Server.State.ManagedDevices.Set(Authority.Devices.Single(device => device.Number == number).Json());
    }

    public SmallDevice Device(string id) => Authority.Devices.Single(device => device.Id == id);

    /// <summary>What the tenant holds of a kind, such as <c>groups</c>.</summary>
    public IReadOnlyList<JsonElement> Held(string kind)
    {
        using var document = JsonDocument.Parse(Server.State.Snapshot());
        return [.. document.RootElement.GetProperty(kind).EnumerateArray().Select(row => row.Clone())];
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // What others deploy: the store's application where management can uninstall it, given to people and not required of anybody.
    private void AddApplications(Random random)
    {
        foreach (var (at, package) in new[] { "com.zhiliaoapp.musically", "com.ss.android.ugc.trill" }.Index())
        {
            var others = Enumerable.Range(0, random.Next(3)).Select(other => string.Create(
                CultureInfo.InvariantCulture,
                $$$"""{"@odata.type":"#microsoft.graph.mobileAppAssignment","id":"{{{OthersGroup}}}{{{other:x12}}}_0_0","intent":"available","settings":null,"source":"direct","sourceId":"00000000-0000-0000-0000-000000000000","target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{{{OthersGroup}}}{{{other:x12}}}","deviceAndAppManagementAssignmentFilterId":null,"deviceAndAppManagementAssignmentFilterType":"none"}}"""));
            var id = string.Create(CultureInfo.InvariantCulture, $"71600000-0000-4000-d000-{at:x12}");
            Server.State.MobileApps.Set($$"""{"@odata.type":"#microsoft.graph.androidManagedStoreApp","id":"{{id}}","displayName":"TikTok","publisher":"TikTok Pte. Ltd.","description":null,"packageId":"{{package}}","appIdentifier":"{{package}}","assignments":[{{string.Join(',', others)}}]}""");
        }
    }

    private sealed class Told(Action<ActionResult> told) : IProgress<ActionResult>
    {
        public void Report(ActionResult value) => told(value);
    }

    /// <summary>A clock that can be set forward.</summary>
    private sealed class ShiftedTime(TimeProvider inner) : TimeProvider
    {
        private long _shift;

        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _shift));

        public override long GetTimestamp() => inner.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => inner.CreateTimer(callback, state, dueTime, period);

        public void Shift(TimeSpan time) => Interlocked.Add(ref _shift, time.Ticks);
    }
}
