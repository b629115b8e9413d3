using TikTokBan.Removal.Journals;

namespace TikTokBan.Tests.Removal.Applying;

public sealed class WhatIfTests
{
    [Fact]
    public async Task What_is_shown_is_what_is_sent_byte_for_byte_once_ids_are_known()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        var shown = await ShownAsync(fixture);
        Assert.Empty(fixture.Place.Writes);
        Assert.Empty(fixture.Journal.Entries);

        await fixture.ApplyAsync();
        var ids = fixture.Journal.Entries.Where(entry => entry.ObjectId is not null).GroupBy(entry => entry.Action!).ToDictionary(group => group.Key, group => group.Last().ObjectId!);
        foreach (var action in fixture.Plan.Actions)
        {
            var sent = fixture.Journal.Of(JournalStep.Sending).Where(entry => entry.Action == action.Id).Select(entry => entry.Request!);
            // A list that two groups are added to holds, the second time, what was added the first.
            if (action.Kind == "mergeAssignment")
                Assert.Equal(sent.Select(request => request.Path), shown[action.Id].Select(request => Filled(request, ids).Path));
            else
                Assert.Equal(sent, shown[action.Id].Select(request => Filled(request, ids)));
        }
    }

    [Fact]
    public async Task Ring_by_ring_it_holds_of_the_lists_of_others_too()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.Make([ApplyFixture.Device(1, "android", "androidEnterpriseFullyManaged"), ApplyFixture.Device(4, "windows", "windowsAzureADJoin")]));
        fixture.Place.Apps.Assign("play-app", [ApplyFixture.Of("others", "available", """{ "odd":  [1.50, "é", "\u0041"] }"""), ApplyFixture.Of("more", "required")]);
        var shown = await ShownAsync(fixture);
        await fixture.ApplyAsync();
        var ids = fixture.Journal.Entries.Where(entry => entry.ObjectId is not null).GroupBy(entry => entry.Action!).ToDictionary(group => group.Key, group => group.Last().ObjectId!);

        Assert.Equal(
            fixture.Journal.Of(JournalStep.Sending).OrderBy(entry => entry.Action, StringComparer.Ordinal).Select(entry => entry.Request),
            shown.OrderBy(pair => pair.Key, StringComparer.Ordinal).SelectMany(pair => pair.Value).Select(request => Filled(request, ids)));
    }

    [Fact]
    public async Task Whoever_is_to_approve_may_look_first_and_the_guard_still_refuses()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());

        Assert.True((await fixture.ApplyAsync(request => request with { WhatIf = true, Approvals = [] })).Verdict.Allows);
        Assert.NotEmpty(fixture.Told);
        Assert.False((await fixture.ApplyAsync(request => request with { WhatIf = true, DirectiveHash = new string('0', 64) })).Verdict.Allows);
    }

    [Fact]
    public async Task Taking_back_is_shown_as_well_and_changes_nothing()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        await fixture.ApplyAsync();
        var (writes, entries) = (fixture.Place.Writes.Count, fixture.Journal.Entries.Count);
        await fixture.UndoAsync(request => request with { WhatIf = true });

        Assert.Equal((writes, entries), (fixture.Place.Writes.Count, fixture.Journal.Entries.Count));
        Assert.Contains(fixture.Told, told => told.Outcome is null && told.Requests.Any(request => request.Method == "DELETE"));
    }

    [Fact]
    public async Task Nothing_that_is_only_shown_is_told_as_done()
    {
        await using var fixture = new ApplyFixture(ApplyFixture.MixedPlan());
        await ShownAsync(fixture);
        Assert.All(fixture.Told.Where(told => told.Requests.Count > 0), told => Assert.Contains(" would be ", told.Sentence, StringComparison.Ordinal));

        await fixture.ApplyAsync();
        Assert.DoesNotContain(fixture.Journal.Of(JournalStep.ActionEnded), entry => entry.Sentence!.Contains("would", StringComparison.Ordinal));
        fixture.Told.Clear();
        await fixture.UndoAsync(request => request with { WhatIf = true });
        Assert.Contains(fixture.Told, told => told.Requests.Count > 0);
        Assert.All(fixture.Told.Where(told => told.Requests.Count > 0), told => Assert.Contains(" would be ", told.Sentence, StringComparison.Ordinal));
    }

    private static async Task<Dictionary<string, IReadOnlyList<SentRequest>>> ShownAsync(ApplyFixture fixture)
    {
        var result = await fixture.ApplyAsync(request => request with { WhatIf = true });
        Assert.Equal(0, result.Run);
        Assert.All(fixture.Told, told => Assert.True(told.Requests.Count == 0 || told.Outcome is null));
        return fixture.Told.ToDictionary(told => told.Action, told => told.Requests);
    }

    private static SentRequest Filled(SentRequest request, Dictionary<string, string> ids)
    {
        foreach (var (action, id) in ids)
            request = request with { Path = request.Path.Replace($"{{{action}.id}}", id, StringComparison.Ordinal), Body = request.Body?.Replace($"{{{action}.id}}", id, StringComparison.Ordinal) };
        return request;
    }
}
