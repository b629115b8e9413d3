using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Subjects;

public sealed class VerifiedErasureTests
{
    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_ledger_verifies_after_each_erasure_retention_access_and_rotation(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        var scans = new LedgerScans(world.Store, world.Time);
        var scan = SampleScan.Make(exposures: 60);
        var run = new ScanRun(SampleScan.End, SampleScan.End.AddSeconds(75)) { Actor = "runner@agency.example" };
        await scans.SaveScanAsync(scan, run);
        await world.WaiverAsync("cy", new DateOnly(2027, 12, 31));
        var people = scan.Exposures.Select(exposure => exposure.Person).OfType<Exposures.ExposedPerson>().DistinctBy(person => person.Id).Take(2).Select(person => person.UserPrincipalName ?? person.Id).ToList();
        await world.PlanAsync("p-1", "t-1", $$"""{"devices":[{"user":"{{people[0]}}"},{"user":"{{people[1]}}"}]}""", SubjectIdentity.Person(people[0]), SubjectIdentity.Person(people[1]));
        world.Time.Now = world.Time.Now.AddDays(3);
        await scans.SaveScanAsync(SampleScan.Make(exposures: 60, seed: 8, scanId: "another"), run);
        await VerifyAsync();

        foreach (var person in people)
        {
            await new SubjectErasure(world.Store, world.Time).EraseAsync(World.Erasing(person));
            await VerifyAsync();
        }

        await new SubjectAccess(world.Store, world.Time).ExportAsync(new AccessRequest { Names = ["cy@agency.example"], Folder = Path.Combine(world.Ledger.Folder, "access"), By = "officer@agency.example" });
        world.Time.Now = world.Time.Now.AddMonths(4);
        await scans.SaveScanAsync(SampleScan.Make(exposures: 60, seed: 9, scanId: "later"), run);
        await VerifyAsync();

        var retention = new Retention(world.Store, world.Time);
        await retention.ApplyAsync(new RetentionRequest { Days = 30, Today = DateOnly.FromDateTime(world.Time.Now.UtcDateTime), By = "officer@agency.example" });
        await VerifyAsync();
        Assert.Equal("later", (await scans.LoadScanAsync("latest")).Summary.ScanId);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => scans.LoadScanAsync("another"));
        Assert.Equal(InputProblem.ScanNotFound, refused.Problem);
        Assert.Equal(3, (await scans.ListScansAsync()).Count);

        var fresh = MasterKey.Of(new byte[32]);
        await new MasterKeys(world.Store, world.Time).RotateAsync(fresh, "officer@agency.example");
        await VerifyAsync(world.Ledger.Another(fresh));

        async Task VerifyAsync(ILedgerStore? store = null) =>
            Assert.Empty((await ChainVerification.RunAsync(store ?? world.Store, new ChainCheckOptions())).Findings.Select(finding => finding.ToString()));
    }
}
