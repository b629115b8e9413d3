using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Tests.Stores;
using Xunit.Abstractions;

namespace TikTokBan.Ledger.Tests.Chain;

/// <summary>Edits directly in the tables, each found and each named by its place. <c>TIKTOKBAN_TAMPER_MATRIX</c> says how many are tried.</summary>
public sealed class TamperTests(ITestOutputHelper output)
{
    [SkippableTheory]
    [MemberData(nameof(TestLedger.Engines), MemberType = typeof(TestLedger))]
    public async Task Every_edit_in_the_tables_is_found_and_told_once_and_no_other_place_named(string engine)
    {
        var wanted = int.TryParse(Environment.GetEnvironmentVariable("TIKTOKBAN_TAMPER_MATRIX"), CultureInfo.InvariantCulture, out var asked) ? asked : 100;
        // Where nothing wraps the keys an attacker can do the most.
        await using var world = await ChainWorld.CreateAsync(engine, engine == "sqlite" ? MasterKey.None : MasterKey.Of(new byte[32]));
        await using var editor = await LedgerEditor.OpenAsync(world.Ledger, engine);
        var edits = new TamperEdits(editor, new Random(716));
        var (tried, missed, tables) = (0, new List<string>(), new SortedDictionary<string, int>(StringComparer.Ordinal));
        for (var attempt = 0; tried < wanted && attempt < wanted * 20; attempt++)
        {
            if (edits.Next() is not { } edit)
                continue;
            try
            {
                if (!await TryAsync(editor, edit))
                    continue;
                tried++;
                tables[edit.What.Split('.', ':', ' ')[0]] = tables.GetValueOrDefault(edit.What.Split('.', ':', ' ')[0]) + 1;
                var found = await FoundAsync(world);
                var wrong = found.FindAll(sentence => !edit.Places.Any(place => Regex.IsMatch(sentence, Regex.Escape(place) + @"(?!\d)")));
                if (found.Count == 0)
                    missed.Add($"not found: {edit.What}");
                else if (wrong.Count > 0)
                    missed.Add($"another named: {edit.What}: {string.Join(" | ", wrong.Take(3))}");
                else if (found.Count > edit.Most)
                    missed.Add($"told {found.Count} times, not {edit.Most}: {edit.What}: {string.Join(" | ", found.Take(4))}");
            }
            finally
            {
                await editor.RestoreAsync(edit.Tables.Keys);
            }
        }

        Assert.True(missed.Count == 0, $"{missed.Count} of {tried}:\n{string.Join('\n', missed.Take(40))}");
        Assert.Equal(wanted, tried);
        Assert.True((await world.CheckAsync()).Holds);
        output.WriteLine($"{engine}: {tried} points tried: edits in a ledger's tables, each found and named ({string.Join(", ", tables.Select(pair => $"{pair.Key} {pair.Value}"))})");
    }

    [Fact]
    public async Task Every_table_and_column_is_either_tried_or_said_to_be_no_evidence()
    {
        await using var world = await ChainWorld.CreateAsync("sqlite");
        await using var editor = await LedgerEditor.OpenAsync(world.Ledger, "sqlite");
        Assert.All(TamperTables.All, table => Assert.NotEmpty(editor[table]));
        Assert.All(TamperTables.NoEvidence, pair => Assert.True(pair.Value.Length > 20));
        Assert.All(TamperTables.NoEvidence.Keys.Where(name => name.Contains('.', StringComparison.Ordinal)), name => Assert.Contains(name.Split('.')[1], editor[name.Split('.')[0]][0].Keys));
    }

    private static async Task<List<string>> FoundAsync(ChainWorld world)
    {
        try
        {
            return [.. (await world.CheckAsync()).Findings.Select(finding => finding.Sentence)];
        }
        catch (UnusableInputException refused)
        {
            // A ledger that can't even be opened says so.
            return [refused.Message];
        }
    }

    // Some values the engine itself refuses.
    private static async Task<bool> TryAsync(LedgerEditor editor, TamperEdit edit)
    {
        try
        {
            foreach (var (table, rows) in edit.Tables)
                await editor.WriteAsync(table, rows);
            return true;
        }
        catch (DbException)
        {
            return false;
        }
    }
}
