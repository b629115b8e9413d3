using System.Diagnostics;
using System.Net;
using System.Text.Json;
using TikTokBan.Authorities;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Plans;
using TikTokBan.Tests.Removal.Applying;
using TikTokBan.Tests.Tenants;
using Xunit.Abstractions;

namespace TikTokBan.Tests.Removal.EndToEnd;

/// <summary>A plan of ten thousand actions takes the time that the services' limits demand, and hardly more.</summary>
public sealed class PaceTests(ITestOutputHelper output)
{
    private const int Phones = 5_000;

    // What Intune allows of writes to devices.
    private const int Writes = 200;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20);

    private static readonly AuthorityProfile Profile = new() { LimitDevices = 2 * Phones, LimitShare = 1 };

    [Fact]
    public async Task Ten_thousand_actions_are_planned_soon_and_applied_at_the_rate_that_the_limits_allow()
    {
        var scan = PlanSamples.Scan([.. Enumerable.Range(1, Phones).Select(number => PlanSamples.Phone(number))]);
        var watch = Stopwatch.StartNew();
        var plan = RemovalPlanner.Make(PlanSamples.Request(scan, Profile) with { Tenant = StubTenant.TenantId });
        Assert.True(plan.Actions.Count > 2 * Phones);
        var planned = watch.Elapsed;
        watch.Restart();
        _ = PlanFile.HashOf(plan);
        var hashed = watch.Elapsed;
        output.WriteLine($"{plan.Actions.Count} actions planned in {planned.TotalSeconds:0.0} s, {planned / hashed:0.0} times as long as the plan's hash takes.");

        // By the clock a busy machine would fail it; what is slow without a reason is slow beside the hash, too.
        Assert.True(planned < TimeSpan.FromSeconds(10) || planned < hashed * 20, $"It took {planned}, and its hash {hashed}.");

        var time = new ManualTimeProvider(impatient: true, PlanSamples.Now.AddMinutes(5));
        using var tenant = new QuickTenant(plan, time);
        await using var session = await tenant.Stub.ConnectAsync(time);
        var begun = time.GetUtcNow();
        var result = await ApplyOperation.RunAsync(
            new ApplyRequest { Plan = plan, Session = session, Journal = new MemoryJournal(), Operator = PlanSamples.Author, Implicit = true, Profile = Profile, AllRings = true },
            null,
            CancellationToken.None);

        Assert.True(result.IsComplete, $"{result.Stopped} {result.Next}");
        Assert.Equal(2 * Phones, tenant.Sent.Count);
        var least = Window * (2.0 * Phones / Writes);
        var took = time.GetUtcNow() - begun;
        output.WriteLine($"{tenant.Sent.Count} writes to devices in {took.TotalSeconds:0} s; the limits allow them in {least.TotalSeconds:0} s.");
        Assert.True(took < least * 1.35, $"It took {took}, and {least} is the least that the limits allow.");
        for (var at = Writes; at < tenant.Sent.Count; at++)
            Assert.True(tenant.Sent[at] - tenant.Sent[at - Writes] >= Window, $"{Writes} writes within {tenant.Sent[at] - tenant.Sent[at - Writes]}.");
    }

    /// <summary>Does what it is asked at once, and remembers when.</summary>
    private sealed class QuickTenant : IDisposable
    {
        private readonly List<DateTimeOffset> _sent = [];
        private int _made;

        public QuickTenant(RemovalPlan plan, TimeProvider time)
        {
            var devices = plan.Devices.ToDictionary(device => device.Id);
            Stub = new StubTenant()
                .On(request => request.Method == "POST" && request.Path.Contains("/managedDevices/", StringComparison.Ordinal), _ =>
                {
                    lock (_sent)
                        _sent.Add(time.GetUtcNow());
                    return new HttpResponseMessage(HttpStatusCode.NoContent);
                })
                .On(request => request.Path.StartsWith("/v1.0/deviceManagement/managedDevices/", StringComparison.Ordinal), request => StubTenant.JsonAnswer(Managed(devices[request.Path.Split('/')[4]])))
                .On(request => request.Method == "GET" && request.Path == "/v1.0/devices", request => StubTenant.JsonAnswer(Registered(request.Query)))
                .On(request => request.Method == "GET", _ => StubTenant.JsonAnswer("""{"value":[]}"""))
                .On(request => request.Method == "POST" && !request.Path.EndsWith("/assign", StringComparison.Ordinal), _ => StubTenant.JsonAnswer($$"""{"id":"made-{{Interlocked.Increment(ref _made)}}"}""", HttpStatusCode.Created))
                .On(_ => true, _ => new HttpResponseMessage(HttpStatusCode.NoContent));
        }

        public StubTenant Stub { get; }

        public IReadOnlyList<DateTimeOffset> Sent => _sent;

        public void Dispose() => Stub.Dispose();

        private static string Registered(string query)
        {
            var id = query.Split('\'')[1];
            return $$"""{"value":[{"id":"dir-{{id}}","deviceId":"{{id}}"}]}""";
        }

        private static string Managed(PlannedDevice device) => JsonSerializer.Serialize(new Dictionary<string, object?>
        {
            ["id"] = device.Id,
            ["azureADDeviceId"] = device.EntraDeviceId,
            ["serialNumber"] = device.Serial,
            ["deviceName"] = device.Name,
            ["userPrincipalName"] = device.User,
            ["managedDeviceOwnerType"] = device.Ownership,
            ["managementState"] = "managed",
            ["operatingSystem"] = "iOS",
        });
    }
}
