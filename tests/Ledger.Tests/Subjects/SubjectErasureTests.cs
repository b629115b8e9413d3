using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Scans;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Ledger.Tests.Stores;
using TikTokBan.Tests.Reports;

namespace TikTokBan.Ledger.Tests.Subjects;

public sealed class SubjectErasureTests
{
    private const string NoHead = """{"summary":{},"suspicions":[]}""";

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_person_is_erased_by_any_name_and_everybody_else_reads_as_before(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        var first = await world.ScanAsync("s-1", NoHead, ("an", "d1"), ("bo", "d2"), (null, "d3"));
        world.Time.Now = world.Time.Now.AddMonths(1);
        var second = await world.ScanAsync("s-2", NoHead, ("an", "d1"), ("bo", "d2"));
        var erasure = new SubjectErasure(world.Store, world.Time);

        var preview = await erasure.PreviewAsync(World.Erasing(" AN@agency.example "));
        var done = await erasure.EraseAsync(World.Erasing("an"));

        Assert.Equal((2L, 2L), (preview.Keys, preview.Parts));
        Assert.Equal(["2026-03", "2026-04"], preview.Months);
        Assert.Equal(["s-1", "s-2"], preview.Scans);
        Assert.Equal(preview.Subjects, done.Done.Subjects);
        Assert.Equal(engine == "sqlite", done.Remaining is null);
        var read = await world.ReadAsync();
        Assert.All(read, part => Assert.Equal(part.Key == first[1] || part.Key == second[1] ? null : world.Written[part.Key], part.Value));
        await Assert.ThrowsAsync<UnusableInputException>(() => erasure.PreviewAsync(World.Erasing("an")));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task The_event_of_an_erasure_tells_numbers_and_no_names(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.ScanAsync("s-1", NoHead, ("an", "d1"));
        await new SubjectErasure(world.Store, world.Time).EraseAsync(World.Erasing("an") with { Note = "letter of an@agency.example" });

        await using var session = await world.Store.ReadAsync();
        var body = await session.FirstAsync<string>("SELECT body FROM event WHERE authority = @authority AND kind = 'erasure'");

        Assert.Equal("""{"reason":"request","subjects":[1],"months":[24314],"keys":1,"seen":0}""", body);
        var note = await session.FirstAsync<long>("SELECT first_part FROM event WHERE authority = @authority AND kind = 'erasure'");
        var opened = (await world.ReadAsync([note]))[note];
        Assert.Equal("""{"role":"operator","name":"officer@agency.example","note":"(erased)"}""", opened);
        Assert.Empty(await session.QueryAsync<long>("SELECT subject FROM subject_name WHERE authority = @authority AND subject = 1"));
        Assert.NotNull(await session.FirstAsync<string>("SELECT erased_at FROM subject WHERE authority = @authority AND number = 1"));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Documents_about_several_are_replaced_by_copies_without_the_one_who_was_erased(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.ScanAsync("s-1", NoHead, ("an", "d1"), ("bo", "d2"));
        var plan = await world.PlanAsync(
            "p-1",
            "t-1",
            """{"devices":[{"id":"d1","user":"an@agency.example"},{"id":"d2","user":"bo@agency.example"}],"text":"an is to remove it"}""",
            World.Subject("an", null), World.Subject("bo", null));
        var other = await world.PlanAsync("p-2", "t-1", """{"devices":[{"id":"d2","user":"bo@agency.example"}]}""", World.Subject("bo", null));
        var erasure = new SubjectErasure(world.Store, world.Time);

        var preview = await erasure.PreviewAsync(World.Erasing("an"));
        await erasure.EraseAsync(World.Erasing("an"));

        Assert.Equal((1L, "p-1"), (preview.Documents, Assert.Single(preview.Plans)));
        var read = await world.ReadAsync();
        Assert.DoesNotContain("an@agency", read[plan], StringComparison.Ordinal);
        Assert.Contains("bo@agency.example", read[plan], StringComparison.Ordinal);
        Assert.Contains("(erased)", read[plan], StringComparison.Ordinal);
        Assert.Equal(world.Written[other], read[other]);

        await erasure.EraseAsync(World.Erasing("bo"));
        read = await world.ReadAsync();
        Assert.DoesNotContain("bo@agency", read[plan], StringComparison.Ordinal);
        Assert.DoesNotContain("bo@agency", read[other], StringComparison.Ordinal);
        await using var session = await world.Store.ReadAsync();
        var old = await session.FirstAsync<byte[]>("SELECT data FROM part WHERE authority = @authority AND number = @plan", new { plan });
        var keys = new SubjectKeys(session, world.Time);
        var place = (await session.QueryAsync<SealedPlace>("SELECT subject AS Subject, period AS Period FROM part WHERE authority = @authority AND number = @plan", new { plan })).Single();
        await keys.LoadAsync([(place.Subject, place.Period)]);
        Assert.Null(keys.Find(place.Subject, place.Period)!.Open(old, session.Head.Chain, plan));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task What_the_authority_holds_of_somebody_is_redacted_in_place_also_across_parts(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        var parts = await world.ScanAsync("s-1", """{"summary":{},"suspicions":[{"personId":"an","deviceName":"phone of d9"},{"personId":"bo"}]}""", ("an", "d1"));
        await new SubjectErasure(world.Store, world.Time).EraseAsync(World.Erasing("an"));

        var head = (await world.ReadAsync())[parts[0]]!;

        Assert.Equal(world.Written[parts[0]].Length, head.Length);
        Assert.Equal("""{"summary":{},"suspicions":[{"personId":"**","deviceName":"phone of d9"},{"personId":"bo"}]}""", head);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Only_devices_that_no_other_person_has_are_erased_along_and_only_when_asked(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        var parts = await world.ScanAsync("s-1", NoHead, ("an", "d1"), ("an", "d2"), ("bo", "d2"), (null, "d1"), (null, "d2"));
        var erasure = new SubjectErasure(world.Store, world.Time);

        var preview = await erasure.PreviewAsync(World.Erasing("an"));
        await erasure.EraseAsync(World.Erasing("an") with { IncludeDevices = true });

        Assert.Equal([3], preview.Devices);
        Assert.Equal([1], preview.Subjects);
        var read = await world.ReadAsync();
        Assert.Equal([false, true, true, false, true, false], parts.Select(part => read[part] is null));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_waiver_in_force_or_a_run_under_way_refuses_unless_forced(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.ScanAsync("s-1", NoHead, ("an", "d1"));
        var waiver = await world.WaiverAsync("an", new DateOnly(2026, 12, 31));
        await world.PlanAsync("p-1", "T-1", """{"devices":[{"id":"d1","user":"an@agency.example"}]}""", World.Subject("an", null));
        await using (var session = await world.Store.WriteAsync())
        {
            await session.CopyAsync("lease", ["name", "holder", "fence", "until"], [["tenant:t-1", "a run", 1L, 99999999999999L]]);
            await session.CommitAsync();
        }

        var erasure = new SubjectErasure(world.Store, world.Time);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => erasure.EraseAsync(World.Erasing("an")));
        Assert.Contains(waiver.Id, refused.Message, StringComparison.Ordinal);
        Assert.Contains("p-1", refused.Message, StringComparison.Ordinal);
        Assert.All(await world.ReadAsync(), part => Assert.Equal(world.Written[part.Key], part.Value));

        await erasure.EraseAsync(World.Erasing("an") with { Force = true });
        Assert.Empty(await new WaiverLedger(world.Store, world.Time).ReadWaiversAsync());
        Assert.Equal("WL-2026-0002", (await world.WaiverAsync("bo", new DateOnly(2026, 12, 31))).Id);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Nobody_erases_themselves_and_who_comes_back_begins_anew(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        var before = await world.ScanAsync("s-1", NoHead, ("an", "d1"));
        var erasure = new SubjectErasure(world.Store, world.Time);
        await Assert.ThrowsAsync<UnusableInputException>(() => erasure.EraseAsync(World.Erasing("an") with { By = "an@agency.example" }));

        await erasure.EraseAsync(World.Erasing("an"));
        var after = await world.ScanAsync("s-2", NoHead, ("an", "d1"));

        var read = await world.ReadAsync();
        Assert.Null(read[before[1]]);
        Assert.Equal(world.Written[after[1]], read[after[1]]);
        Assert.NotEqual([1], (await erasure.PreviewAsync(World.Erasing("an"))).Subjects);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Whoever_is_erased_of_random_people_and_months_all_others_read_as_before(string engine)
    {
        foreach (var seed in Enumerable.Range(1, engine == "sqlite" ? 8 : 3))
        {
            var random = new Random(seed);
            await using var world = await World.CreateAsync(engine);
            var whose = new Dictionary<long, string>();
            string[] people = ["an", "bo", "cy", "di", "ed", "flo"];
            for (var scan = 0; scan < 6; scan++)
            {
                var seen = people.Where(_ => random.Next(3) > 0).ToArray();
                var parts = await world.ScanAsync($"s-{scan}", NoHead, [.. seen.Select(person => ((string?)person, (string?)$"d-{person}"))]);
                foreach (var (person, part) in seen.Zip(parts.Skip(1)))
                    whose[part] = person;
                world.Time.Now = world.Time.Now.AddDays(random.Next(40));
            }

            var erased = people.Where(person => whose.ContainsValue(person) && random.Next(2) == 0).ToHashSet();
            foreach (var person in erased)
                await new SubjectErasure(world.Store, world.Time).EraseAsync(World.Erasing(person));

            Assert.All(await world.ReadAsync(), part => Assert.Equal(whose.TryGetValue(part.Key, out var person) && erased.Contains(person) ? null : world.Written[part.Key], part.Value));
        }
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_device_that_only_cases_of_people_name_is_found_and_whose_cases_they_are_is_told_by_number(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        await world.ScanAsync("s-1", NoHead, ("an", "d1"), ("an", "d1"), ("bo", "d2"), ("cy", "d2"));
        var erasure = new SubjectErasure(world.Store, world.Time);

        foreach (var name in new[] { "d1", "S-d1", " s-D1 " })
        {
            var refused = await Assert.ThrowsAsync<UnusableInputException>(() => erasure.EraseAsync(World.Erasing(name)));
            Assert.Contains("only in 2 cases of one person (subject 1), ", refused.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("an@", refused.Message, StringComparison.Ordinal);
        }

        Assert.Contains("2 cases of 2 people (subjects 2, 3)", (await Assert.ThrowsAsync<UnusableInputException>(() => erasure.PreviewAsync(World.Erasing("d2")))).Message, StringComparison.Ordinal);
        foreach (var name in new[] { "phone of d1", "d3" })
            Assert.Equal(InputProblem.SubjectNotFound, (await Assert.ThrowsAsync<UnusableInputException>(() => erasure.PreviewAsync(World.Erasing(name)))).Problem);
        Assert.All(await world.ReadAsync(), part => Assert.Equal(world.Written[part.Key], part.Value));
        await erasure.EraseAsync(World.Erasing("an"));
        Assert.Contains("knows nobody", (await Assert.ThrowsAsync<UnusableInputException>(() => erasure.PreviewAsync(World.Erasing("d1")))).Message, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task A_device_with_cases_of_its_own_is_erased_and_the_cases_of_people_that_name_it_are_counted(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        var parts = await world.ScanAsync("s-1", NoHead, (null, "d1"), ("an", "d1"));

        var outcome = await new SubjectErasure(world.Store, world.Time).EraseAsync(World.Erasing("S-d1"));

        Assert.Equal([1], outcome.Done.Subjects);
        Assert.Equal((1L, 2L), (outcome.Done.PersonCases, Assert.Single(outcome.Done.People)));
        var read = await world.ReadAsync();
        Assert.Equal([false, true, false], parts.Select(part => read[part] is null));
    }

    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Every_id_of_a_device_in_a_saved_scan_finds_the_cases_of_its_person_and_its_name_finds_none(string engine)
    {
        await using var world = await World.CreateAsync(engine);
        var scan = SampleScan.Make(exposures: 60);
        await new LedgerScans(world.Store, world.Time).SaveScanAsync(scan, new ScanRun(SampleScan.End, SampleScan.End));
        var device = scan.Exposures.First(exposure => exposure is { Person: not null, Device: { Id: not null, EntraDeviceId: not null, Serial: not null } }).Device!;
        var erasure = new SubjectErasure(world.Store, world.Time);

        foreach (var id in new[] { device.Id, device.IntuneId, device.EntraDeviceId, device.Serial }.Where(id => id is not null))
            Assert.Contains("of one person (subject ", (await Assert.ThrowsAsync<UnusableInputException>(() => erasure.PreviewAsync(World.Erasing(id!)))).Message, StringComparison.Ordinal);
        Assert.Contains("knows nobody", (await Assert.ThrowsAsync<UnusableInputException>(() => erasure.PreviewAsync(World.Erasing(device.Name ?? "no name")))).Message, StringComparison.Ordinal);
    }
}
