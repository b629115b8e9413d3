using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Stores;
using Xunit.Abstractions;

namespace TikTokBan.Ledger.Tests.Chain;

/// <summary>Two edits at a time, neither of which may hide the other nor be told of an event that nobody touched.</summary>
public sealed class TamperPairTests(ITestOutputHelper output)
{
    public static TheoryData<string> Engines => TestLedger.Engines;

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Of_two_edits_each_is_named_and_no_event_that_nobody_touched_is_said_to_be_changed(string engine)
    {
        var wanted = int.TryParse(Environment.GetEnvironmentVariable("TIKTOKBAN_TAMPER_MATRIX"), CultureInfo.InvariantCulture, out var asked) ? asked : 30;
        await using var world = await ChainWorld.CreateAsync(engine, engine == "sqlite" ? MasterKey.None : MasterKey.Of(new byte[32]));
        await using var editor = await LedgerEditor.OpenAsync(world.Ledger, engine);
        var edits = new TamperEdits(editor, new Random(717));
        var (tried, missed) = (0, new List<string>());
        for (var attempt = 0; tried < wanted && attempt < wanted * 40; attempt++)
        {
            if (edits.NextOfEvents() is not { } one || edits.Next() is not { } other || IsOfAll(other) || TamperPair.Of(editor, one, other) is not { } tables)
                continue;
            try
            {
                if (!await TryAsync(editor, tables))
                    continue;
                tried++;
                if (Wrong(editor, one, other, (await world.CheckAsync()).Findings) is { } wrong)
                    missed.Add($"{one.What} AND {other.What}: {wrong}");
            }
            finally
            {
                await editor.RestoreAsync(tables.Keys);
            }
        }

        Assert.True(missed.Count == 0, $"{missed.Count} of {tried}:\n{string.Join('\n', missed.Take(40))}");
        Assert.Equal(wanted, tried);
        Assert.True((await world.CheckAsync()).Holds);
        output.WriteLine($"{engine}: {tried} pairs of edits tried, each of both named");
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task A_row_of_one_event_and_the_event_after_it_are_two_changes_and_the_first_event_is_not_accused(string engine)
    {
        await using var world = await ChainWorld.CreateAsync(engine);
        await using var editor = await LedgerEditor.OpenAsync(world.Ledger, engine);
        await editor.WriteAsync("scan_head", Changed(editor, "scan_head", 1, "violations", 33L));
        await editor.WriteAsync("event", Changed(editor, "event", 2, "at", "2025-01-01T00:00:00.0000000Z"));
        foreach (var options in new[] { new ChainCheckOptions(), new ChainCheckOptions { Kept = [world.Kept] } })
        {
            var check = await world.CheckAsync(options);
            Assert.Equal([(ChainFlaw.EventChanged, 2L), (ChainFlaw.TableChanged, 1L)], check.Findings.Select(finding => (finding.Flaw, finding.Event ?? 0)));
            Assert.Contains("shows that event 1", check.Findings[0].Sentence, StringComparison.Ordinal);
            Assert.Contains("the table was changed", check.Findings[1].Sentence, StringComparison.Ordinal);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Engines))]
    public async Task Where_no_checkpoint_follows_it_is_said_that_it_cannot_be_told(string engine)
    {
        await using var world = await ChainWorld.CreateAsync(engine);
        await using var editor = await LedgerEditor.OpenAsync(world.Ledger, engine);
        // Nothing is left that tells of the hashes but the head.
        var kept = editor["event"].Where(row => (long)row["number"]! <= 2).ToList();
        var parts = kept.Max(row => (long)row["first_part"]! + (long)row["parts"]! - 1);
        await editor.WriteAsync("chain_head", editor["chain_head"].Select(row => new Dictionary<string, object?>(row) { ["events"] = 2L, ["hash"] = kept.Single(one => (long)one["number"]! == 2)["hash"], ["parts"] = parts }));
        await editor.WriteAsync("event", Changed(editor, "event", 2, "at", "2025-01-01T00:00:00.0000000Z").Where(row => (long)row["number"]! <= 2));
        await editor.WriteAsync("scan_head", Changed(editor, "scan_head", 1, "violations", 33L));
        var finding = (await world.CheckAsync(new ChainCheckOptions())).Findings[0];
        Assert.Contains("No checkpoint tells which", finding.Sentence, StringComparison.Ordinal);
        Assert.Contains("event 2", finding.Sentence, StringComparison.Ordinal);
    }

    // Who replaces what all hangs on hides the rest behind it: that is one finding.
    private static bool IsOfAll(TamperEdit edit) => edit.Tables.Keys.Any(table => table is "authority" or "chain_head" or "authority_key") || edit.Tables.Count > 1;

    private static string? Wrong(LedgerEditor editor, TamperEdit one, TamperEdit other, IReadOnlyList<ChainFinding> found)
    {
        var told = string.Join(" | ", found.Select(finding => finding.Sentence));
        if (found.FirstOrDefault(finding => !Names(one, finding) && !Names(other, finding)) is { } stray)
            return $"another named: {stray}";
        foreach (var edit in new[] { one, other })
        {
            var isOfUnsure = edit.Tables.ContainsKey("part_replaced") || edit.Tables.ContainsKey("subject_key") || edit.Tables.ContainsKey("subject") || edit.Tables.ContainsKey("seen");
            if (!found.Any(finding => Names(edit, finding)) && !(isOfUnsure && found.Any(finding => finding.Sentence.Contains("may not show by itself", StringComparison.Ordinal))))
                return $"not named: {edit.What}: {told}";
        }

        if (found is [var only] && !only.Sentence.Contains(" or ", StringComparison.Ordinal))
            return $"one for both: {told}";
        var touched = TamperPair.Events(editor, one).Concat(TamperPair.Events(editor, other)).ToHashSet();
        return found.FirstOrDefault(finding => finding.Flaw == ChainFlaw.EventChanged && !touched.Contains(finding.Event ?? 0) && !finding.Sentence.Contains(" or ", StringComparison.Ordinal)) is { } innocent ? $"accused: {innocent}" : null;
    }

    private static bool Names(TamperEdit edit, ChainFinding finding) => edit.Places.Any(place => Regex.IsMatch(finding.Sentence, Regex.Escape(place) + @"(?!\d)"));

    private static IEnumerable<IDictionary<string, object?>> Changed(LedgerEditor editor, string table, long number, string column, object value) =>
        editor[table].Select(row => (long)row["number"]! == number ? new Dictionary<string, object?>(row) { [column] = value } : row);

    private static async Task<bool> TryAsync(LedgerEditor editor, Dictionary<string, List<IDictionary<string, object?>>> tables)
    {
        try
        {
            foreach (var (table, rows) in tables)
                await editor.WriteAsync(table, rows);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
