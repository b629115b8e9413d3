using System.Text.Json;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Subjects;

public sealed class SubjectAccessTests
{
    private static AccessRequest Asking(World world, string name, string language = "en") => new()
    {
        Names = [name],
        Folder = Path.Combine(world.Ledger.Folder, "access-" + language),
        Language = language,
        By = "officer@agency.example",
    };

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_person_is_given_everything_that_is_held_and_nothing_of_others(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.ScanAsync("s-1", """{"summary":{},"suspicions":[{"personId":"an","value":"app"},{"personId":"bo","value":"app"}]}""", ("an", "d1"), ("bo", "d2"));
        await world.WaiverAsync("an", new DateOnly(2026, 12, 31));
        await world.PlanAsync(
            "p-1",
            "t-1",
            """{"author":"planner@agency.example","devices":[{"id":"d1","user":"an@agency.example"},{"id":"d2","user":"bo@agency.example"}],"ids":["an","bo"]}""",
            World.Subject("an", null), World.Subject("bo", null));

        var outcome = await new SubjectAccess(world.Store, world.Time).ExportAsync(Asking(world, "an@agency.example"));

        Assert.True(outcome.Found);
        var json = await File.ReadAllTextAsync(outcome.Json);
        var page = await File.ReadAllTextAsync(outcome.Page);
        using var document = JsonDocument.Parse(json);
        Assert.Equal([1, 1, 1, 0, 1, 0, 0], new[] { "cases", "waivers", "plans", "entries", "mentions", "acts", "reports" }.Select(list => document.RootElement.GetProperty(list).GetArrayLength()));
        Assert.All(new[] { json, page }, text =>
        {
            Assert.Contains("an@agency.example", text, StringComparison.Ordinal);
            Assert.DoesNotContain("bo@", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"bo\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain(">bo<", text, StringComparison.Ordinal);
            Assert.DoesNotContain("planner", text, StringComparison.Ordinal);
            Assert.DoesNotContain("d2", text, StringComparison.Ordinal);
        });
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(outcome.Json));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task What_is_told_is_what_would_be_written_and_is_recorded_likewise(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.ScanAsync("s-1", "{}", ("an", "d1"), ("bo", "d2"));
        await world.WaiverAsync("an", new DateOnly(2026, 12, 31));
        var access = new SubjectAccess(world.Store, world.Time);

        var told = await access.TellAsync(["an@agency.example"], "officer@agency.example");
        var written = await access.ExportAsync(Asking(world, "an@agency.example"));

        Assert.Equal(written.Items, told.Items.Count);
        Assert.True(told.Event < written.Event);
        Assert.Equal(["cases", "waivers"], told.Items.Select(item => item.List).Distinct());
        var oneCase = told.Items.First(item => item.List == "cases");
        Assert.Equal((null, null, null), (oneCase.Event, oneCase.About, oneCase.At));
        var waiver = told.Items.Single(item => item.List == "waivers");
        Assert.Equal("waiver", waiver.EventKind);
        Assert.NotNull(waiver.At);
        Assert.All(told.Items, item => Assert.Contains("an@agency.example", item.Content, StringComparison.Ordinal));
        Assert.DoesNotContain(told.Items, item => item.Content!.Contains("bo@", StringComparison.Ordinal));
        Assert.Empty((await access.TellAsync(["nobody@agency.example"], "officer@agency.example")).Items);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_case_is_told_with_the_last_scan_that_saw_it_and_when_that_was_kept(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        var scan = SampleScan.Make(exposures: 5);
        await new LedgerScans(world.Store, world.Time).SaveScanAsync(scan, new ScanRun(SampleScan.End, SampleScan.End));
        var person = scan.Exposures.First(one => one.Person?.UserPrincipalName is not null).Person!.UserPrincipalName!;

        var told = (await new SubjectAccess(world.Store, world.Time).TellAsync([person], "officer@agency.example")).Items.First(item => item.List == "cases");

        Assert.Equal((scan.Summary.ScanId, world.Time.GetUtcNow()), (told.About, told.At!.Value));
        Assert.Equal([scan.Summary.ScanId], told.Scans);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_waiver_names_nobody_else_and_leaves_no_name_empty(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.WaiverAsync("an", new DateOnly(2026, 12, 31));
        await world.WaiverAsync("grantor", new DateOnly(2026, 12, 31));
        var access = new SubjectAccess(world.Store, world.Time);

        var others = await access.TellAsync(["an@agency.example"], "officer@agency.example");
        var own = await access.TellAsync(["grantor@agency.example"], "officer@agency.example");

        Assert.Equal(("(other)", "(other)"), People(others));
        Assert.Equal(("grantor@agency.example", "(other)"), People(own));

        static (string?, string?) People(SubjectHoldings held)
        {
            using var waiver = JsonDocument.Parse(held.Items.Single(item => item.List == "waivers").Content!);
            return (waiver.RootElement.GetProperty("grantor").GetString(), waiver.RootElement.GetProperty("approvedBy").GetString());
        }
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task That_nothing_is_held_is_answered_and_recorded_without_the_name(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.ScanAsync("s-1", "{}", ("an", "d1"));

        var outcome = await new SubjectAccess(world.Store, world.Time).ExportAsync(Asking(world, "nobody@agency.example", "fr"));

        Assert.Equal((false, 0L), (outcome.Found, outcome.Items));
        Assert.Contains("Rien n&#39;est conservé", (await File.ReadAllTextAsync(outcome.Page)).Replace("&#233;", "é", StringComparison.Ordinal), StringComparison.Ordinal);
        await using var session = await world.Store.ReadAsync();
        Assert.Equal("""{"subjects":[],"parts":0}""", await session.FirstAsync<string>("SELECT body FROM event WHERE authority = @authority AND kind = 'access'"));
        Assert.Empty(await new SubjectKeys(session, world.Time).KnownAsync(SubjectIdentity.Person("nobody@agency.example").Names));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_device_gives_the_cases_of_its_one_person_and_never_those_of_several(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        await new LedgerScans(world.Store, world.Time).SaveScanAsync(SampleScan.Make(exposures: 60), new ScanRun(SampleScan.End, SampleScan.End));
        await world.ScanAsync("s-1", "{}", ("an", "d1"), ("bo", "d2"), ("cy", "d2"));

        var outcome = await new SubjectAccess(world.Store, world.Time).ExportAsync(Asking(world, "S-d1"));

        Assert.Equal((true, 1L), (outcome.Found, outcome.Items));
        Assert.Contains("an@agency.example", await File.ReadAllTextAsync(outcome.Json), StringComparison.Ordinal);
        await using (var session = await world.Store.ReadAsync())
        {
            var whose = (await new SubjectKeys(session, world.Time).KnownAsync(SubjectIdentity.Person("an").Names)).Single();
            Assert.Equal($$"""{"subjects":[{{whose}}],"parts":1}""", await session.FirstAsync<string>("SELECT body FROM event WHERE authority = @authority AND kind = 'access'"));
        }

        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => new SubjectAccess(world.Store, world.Time).ExportAsync(Asking(world, "d2", "fr")));
        Assert.Contains("2 cases of 2 people", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(world.Ledger.Folder, "access-fr", "subject-access.json")));
        Assert.False((await new SubjectAccess(world.Store, world.Time).ExportAsync(Asking(world, "phone of d1", "nl"))).Found);
    }

    [Theory]
    [InlineData("en", "What is held about you")]
    [InlineData("fr", "Ce qui est conservé à votre sujet")]
    [InlineData("nl", "Wat over u wordt bewaard")]
    [InlineData("de", "Was über Sie gespeichert ist")]
    [InlineData("xx", "What is held about you")]
    public void The_page_is_in_the_language_that_is_asked_for(string language, string title)
    {
        var text = new AccessText(language);
        Assert.Equal(title, text["Title"]);
        Assert.All(AccessContent.Lists, list => Assert.NotEmpty(text[list]));
    }
}
