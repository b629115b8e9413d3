using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Exposures.Comparison;

namespace TikTokBan.Tests.Exposures;

/// <summary>What became of cases between two scans, on the samples and with parts of them taken away.</summary>
public sealed class ScanComparisonTests : IAsyncLifetime
{
    private ScanResult _scan = null!;

    public async Task InitializeAsync()
    {
        var request = new ExportScanRequest { Exports = Path.Combine(ProductFiles.Samples, "authority"), AsOf = new DateOnly(2026, 11, 16) };
        _scan = (await ExportScan.RunAsync(request, null, CancellationToken.None)).Scan;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Nothing_changes_from_a_scan_to_itself_and_that_is_said()
    {
        var comparison = ScanComparison.Of(_scan, _scan);

        Assert.All(comparison.Changes, change => Assert.Equal(ChangeKind.Same, change.Change));
        Assert.Equal(_scan.Exposures.Count, comparison.Changes.Count);
        Assert.Contains(comparison.Doubts, doubt => doubt.Contains("compared with itself", StringComparison.Ordinal));
    }

    [Fact]
    public void That_cases_were_erased_is_a_doubt()
    {
        var one = ScanComparison.Of(_scan with { Erased = 1 }, Later(_scan with { Erased = 1 })).Doubts;
        Assert.Contains(one, sentence => sentence.StartsWith("1 case of the earlier scan was erased", StringComparison.Ordinal));
        Assert.Contains(one, sentence => sentence.StartsWith("1 case of the later scan was erased", StringComparison.Ordinal));
        var doubts = ScanComparison.Of(_scan with { Erased = 3 }, Later(_scan with { Erased = 1200 })).Doubts;

        Assert.Contains(doubts, doubt => doubt.StartsWith("3 cases of the earlier scan were erased", StringComparison.Ordinal));
        Assert.Contains(doubts, doubt => doubt.StartsWith("1,200 cases of the later scan were erased", StringComparison.Ordinal));
        Assert.DoesNotContain(ScanComparison.Of(_scan, Later(_scan)).Doubts, doubt => doubt.Contains("erased", StringComparison.Ordinal));
    }

    [Fact]
    public void What_came_is_new_and_what_went_is_solved_where_its_sources_were_read()
    {
        var gone = Where(one => ReadInFull(one).All(read => read));
        var less = Later(_scan with { Exposures = [.. _scan.Exposures.Where(one => one.Id != gone.Id)] });

        var solved = Assert.Single(ScanComparison.Of(_scan, less).Changes, change => change.Change != ChangeKind.Same);
        Assert.Equal((ChangeKind.Solved, gone.Id), (solved.Change, solved.Id));
        Assert.Null(solved.After);
        Assert.Same(gone, solved.Exposure);

        var found = Assert.Single(ScanComparison.Of(less, _scan).Changes, change => change.Change != ChangeKind.Same);
        Assert.Equal((ChangeKind.New, gone.Id), (found.Change, found.Id));
    }

    [Theory]
    [InlineData("partial")]
    [InlineData("failed")]
    [InlineData("unavailable")]
    [InlineData("absent")]
    public void What_went_is_not_solved_where_a_source_that_saw_it_was_not_read_in_full(string state)
    {
        var gone = Where(one => ReadInFull(one).All(read => read));
        var source = gone.Evidence[0].Source;
        var coverage = _scan.Coverage.ToList();
        var part = coverage.FindLastIndex(one => one.Source == source);
        coverage[part] = coverage[part] with { State = state };
        var less = Later(_scan with { Coverage = coverage, Exposures = [.. _scan.Exposures.Where(one => one.Id != gone.Id)] });

        var comparison = ScanComparison.Of(_scan, less);

        var unseen = Assert.Single(comparison.Changes, change => change.Change == ChangeKind.Unseen);
        Assert.Equal(gone.Id, unseen.Id);
        Assert.Contains(source, unseen.SourcesNotRead);
        Assert.Equal(0, comparison.Count(ChangeKind.Solved));
        Assert.Contains(comparison.Doubts, doubt => doubt.StartsWith(source + " was read to its end then", StringComparison.Ordinal));
    }

    [Fact]
    public void What_went_is_not_solved_where_more_rows_of_its_source_could_not_be_read_than_before()
    {
        var gone = Where(one => one.Evidence.All(evidence => evidence.Source == "mdm.inventory"));
        var part = _scan.Coverage.First(one => one.Source == "mdm.inventory");
        ScanResult Less(long more) => Later(_scan with
        {
            Coverage = [.. _scan.Coverage.Select(one => one == part ? one with { RowsRejected = one.RowsRejected + more } : one)],
            Exposures = [.. _scan.Exposures.Where(one => one.Id != gone.Id)],
        });

        Assert.Equal(1, ScanComparison.Of(_scan, Less(0)).Count(ChangeKind.Solved));
        var worse = ScanComparison.Of(_scan, Less(1));
        Assert.Equal((0, 1), (worse.Count(ChangeKind.Solved), worse.Count(ChangeKind.Unseen)));
        Assert.Contains(worse.Doubts, doubt => doubt.StartsWith("mdm.inventory: 3 rows can't be read, and 2 then", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_handled_otherwise_is_changed_and_says_in_what()
    {
        var one = Where(exposure => exposure.Verdict == Verdict.Review);
        var judged = one with { Verdict = Verdict.RemoveBy, Deadline = new DateOnly(2026, 12, 1), Missing = [] };
        var later = Later(_scan with { Exposures = [.. _scan.Exposures.Select(exposure => exposure.Id == one.Id ? judged : exposure)] });

        var changed = Assert.Single(ScanComparison.Of(_scan, later).Changes, change => change.Change == ChangeKind.Changed);

        Assert.Contains(new FactDifference("verdict", "Review", "RemoveBy"), changed.Differences);
        Assert.Contains(new FactDifference("deadline", null, "2026-12-01"), changed.Differences);
        Assert.Contains("verdict: Review → RemoveBy", changed.Differences.Select(difference => difference.ToString()));
        Assert.DoesNotContain(changed.Differences, difference => difference.Fact == "device");
    }

    [Fact]
    public void A_case_that_goes_by_another_key_is_found_again()
    {
        var one = Where(exposure => exposure.Device is { IntuneId: not null, EntraDeviceId: not null, Name: not null });
        var renamed = one with { Id = "x-other", Device = one.Device! with { Id = one.Device.EntraDeviceId!, IntuneId = null } };
        var other = one with { Id = "x-another", Device = one.Device! with { Id = "other", IntuneId = "00000000-0000-4000-8000-00000000000f" }, Person = null };

        var found = ScanComparison.Of(_scan, Later(_scan with { Exposures = [.. _scan.Exposures.Select(exposure => exposure.Id == one.Id ? renamed : exposure)] }));
        var replaced = ScanComparison.Of(_scan, Later(_scan with { Exposures = [.. _scan.Exposures.Select(exposure => exposure.Id == one.Id ? other : exposure)] }));

        Assert.Equal(_scan.Exposures.Count, found.Count(ChangeKind.Same));
        Assert.Equal((1, 1), (replaced.Count(ChangeKind.New), replaced.Count(ChangeKind.Solved)));
    }

    [Fact]
    public void A_case_whose_device_was_named_by_a_source_that_was_not_read_is_out_of_sight()
    {
        var gone = Where(one => one.Device?.IntuneId is not null && one.Evidence.All(evidence => evidence.Source != "mdm.devices"));
        var without = _scan.Coverage.Select(part => part.Source == "mdm.devices" ? part with { State = "absent" } : part).ToList();
        var less = Later(_scan with { Coverage = without, Exposures = [.. _scan.Exposures.Where(one => one.Id != gone.Id)] });

        var unseen = Assert.Single(ScanComparison.Of(_scan, less).Changes, change => change.Change != ChangeKind.Same);

        Assert.Equal(ChangeKind.Unseen, unseen.Change);
        Assert.Equal(["mdm.devices"], unseen.SourcesNotRead);
    }

    [Fact]
    public void A_case_that_was_merely_seen_again_is_the_same()
    {
        var later = Later(_scan with { Exposures = [.. _scan.Exposures.Select(one => one with { LastSeen = one.LastSeen?.AddDays(3), Reasons = ["other words"] })] });

        Assert.All(ScanComparison.Of(_scan, later).Changes, change => Assert.Equal(ChangeKind.Same, change.Change));
    }

    [Fact]
    public void What_makes_two_scans_hard_to_compare_is_said()
    {
        var other = _scan with
        {
            Summary = _scan.Summary with { ScanId = "other", Authority = "Commune de Valbruyère", Directive = "be-brussels", AsOf = new DateOnly(2026, 11, 1), Catalogue = "2 abc", SelectedFrom = 99 },
        };

        var doubts = string.Join('\n', ScanComparison.Of(_scan, other).Doubts);

        foreach (var word in (string[])["two authorities", "two directives", "the wrong way round", "two versions of the catalogue", "selection"])
            Assert.Contains(word, doubts, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sentence_has_every_number()
    {
        var gone = Where(one => ReadInFull(one).All(read => read));
        var less = Later(_scan with { Exposures = [.. _scan.Exposures.Where(one => one.Id != gone.Id)] });

        var sentence = ComparisonSentence.Of(ScanComparison.Of(_scan, less));

        Assert.EndsWith($": 0 new, 0 changed, 1 solved, 0 out of sight, {_scan.Exposures.Count - 1} the same.", sentence, StringComparison.Ordinal);
    }

    private Exposure Where(Func<Exposure, bool> holds) => _scan.Exposures.First(holds);

    private IEnumerable<bool> ReadInFull(Exposure exposure) =>
        exposure.Evidence.Select(evidence => _scan.Coverage.Where(part => part.Source == evidence.Source).All(part => part.State == "read"));

    private static ScanResult Later(ScanResult scan) => scan with { Summary = scan.Summary with { ScanId = "later", AsOf = scan.Summary.AsOf.AddDays(7) } };
}
