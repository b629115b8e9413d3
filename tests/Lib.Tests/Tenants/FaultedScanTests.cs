using TikTokBan.Exposures;
using TikTokBan.Tenant.Faults;

namespace TikTokBan.Tests.Tenants;

/// <summary>Whatever goes wrong on the way, a scan says the same, or says what it lacks.</summary>
public sealed class FaultedScanTests
{
    private static readonly Lazy<Task<ScanResult>> Undisturbed = new(async () =>
    {
        await using var tenant = await SampleTenant.StartAsync();
        return await tenant.ScanAsync();
    });

    private static readonly FaultRule[] Refusals =
    [
        new(FaultKind.Throttle) { RetryAfter = "3" },
        new(FaultKind.Throttle) { RetryAfter = "2.128" },
        new(FaultKind.Throttle) { RetryAfter = "{date+3}" },
        new(FaultKind.Throttle),
    ];

    private static readonly FaultRule[] Failures =
    [
        new(FaultKind.HtmlError) { Status = 502 },
        new(FaultKind.Error) { Status = 503 },
        new(FaultKind.HtmlError) { Status = 504 },
        new(FaultKind.ExpiredToken),
    ];

    private static readonly FaultRule[] Breaks =
    [
        new(FaultKind.ResetBeforeAnswer),
        new(FaultKind.ResetInBody),
        new(FaultKind.TruncatedBody),
        new(FaultKind.GarbageGzip),
        new(FaultKind.ClaimsChallenge),
    ];

    private static readonly FaultRule[] Habits =
    [
        new(FaultKind.StrandedJob),
        new(FaultKind.FailedJob),
        new(FaultKind.ExpiredLink),
        new(FaultKind.EmptyPage),
        new(FaultKind.SwappedCasing),
    ];

    public static TheoryData<string> Scripts => ["refusals", "failures", "breaks", "habits", "repeated rows", "shuffled rows"];

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Each_kind_of_request_fails_in_each_way_and_the_result_is_the_same(string script)
    {
        await using var tenant = await SampleTenant.StartAsync();
        var rules = script switch { "refusals" => Refusals, "failures" => Failures, "breaks" => Breaks, "habits" => Habits, "repeated rows" => [new(FaultKind.DuplicateRows) { Times = null }], _ => new FaultRule[] { new(FaultKind.ReorderRows) { Times = null } } };
        foreach (var rule in rules)
            tenant.Server.Faults.Add(rule with { EachKind = rule.Times is not null });

        var scan = await tenant.ScanAsync();

        var whole = await Undisturbed.Value;
        Assert.All(rules, rule => Assert.Contains(tenant.Server.Log.Requests, request => request.Fault?.StartsWith(rule.Kind.ToString(), StringComparison.OrdinalIgnoreCase) == true));
        Assert.Equal(string.Join("\n", ScanComparison.Coverage(whole)), string.Join("\n", ScanComparison.Coverage(scan)));
        Assert.Equal(ScanComparison.Exposures(whole), ScanComparison.Exposures(scan));
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public async Task One_request_in_five_fails_at_random_and_the_result_is_the_same(ulong seed)
    {
        await using var tenant = await SampleTenant.StartAsync();
        tenant.Server.Faults.AtRandom(seed, 0.2);

        var scan = await tenant.ScanAsync();

        Assert.Equal(ScanComparison.Exposures(await Undisturbed.Value), ScanComparison.Exposures(scan));
    }

    [Theory]
    [InlineData("^/v1.0/users\\?", "directory.users")]
    [InlineData("^/v1.0/devices\\?", "directory.devices")]
    [InlineData("^/v1.0/auditLogs/signIns", "directory.sign-ins")]
    [InlineData("^/v1.0/admin/exchange/tracing", "mail.trace")]
    [InlineData("^/v1.0/security/runHuntingQuery", "network.events")]
    [InlineData("^/v1.0/deviceManagement", "mdm.inventory")]
    public async Task What_truly_fails_is_said_and_the_rest_is_read(string path, string source)
    {
        await using var tenant = await SampleTenant.StartAsync();
        tenant.Server.Faults.Add(new FaultRule(FaultKind.Error) { Path = path, Times = null });

        var scan = await tenant.ScanAsync();

        var line = scan.Coverage.First(line => line.Source == source);
        Assert.Equal("failed", line.State);
        Assert.Contains(".", line.Problem, StringComparison.Ordinal);
        var whole = await Undisturbed.Value;
        foreach (var other in whole.Coverage.Where(other => other.State == "read" && !SameService(source, other.Source)))
            Assert.Contains(scan.Coverage, read => read.Source == other.Source && read.State == "read" && read.RowsRead == other.RowsRead);
    }

    private static bool SameService(string one, string other) => ServiceOf(one) == ServiceOf(other);

    private static string ServiceOf(string source) => source.Split('.')[0] is "network" or "software" || source == "mail.events" ? "hunting" : source.Split('.')[0];
}
