using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Removal;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Ledger;

/// <summary>Adds the entries of one run, all of a call in one transaction.</summary>
internal sealed class JournalWriter
{
    private readonly SqliteConnection _connection;
    private readonly JournaledPlan _plan;
    // Place of the run's first entry; null for a run that claims no tenant, and that no other can push aside.
    private readonly long? _claimed;

    private JournalWriter(SqliteConnection connection, JournaledPlan plan, int run, long? claimed, string path) =>
        (_connection, _plan, Run, _claimed, Path) = (connection, plan, run, claimed, path);

    /// <summary>Number of the run.</summary>
    public int Run { get; }

    /// <summary>The ledger's file.</summary>
    public string Path { get; }

    /// <summary>Writes the first entry of a run that follows those of earlier ones.</summary>
    public static JournalWriter Begin(SqliteConnection connection, SqliteTransaction transaction, JournaledPlan plan, JournalEntry started, IReadOnlyList<JournalEntry> earlier, string path)
    {
        var purpose = started.Purpose!.Value;
        var run = earlier.Count == 0 ? 1 : earlier.Max(entry => entry.Run) + 1;
        new JournalWriter(connection, plan, run, null, path).Insert(transaction, [started], Words.Camel(purpose.ToString()));
        var place = connection.ExecuteScalar<long>("SELECT last_insert_rowid()", transaction: transaction);
        return new JournalWriter(connection, plan, run, purpose == RunPurpose.Verify ? null : place, path);
    }

    /// <summary>Adds entries; they are on the disk when this returns.</summary>
    /// <returns>The entries as stored.</returns>
    public IReadOnlyList<JournalEntry> Add(IReadOnlyList<JournalEntry> entries)
    {
        using var transaction = _connection.BeginTransaction();
        if (_claimed is { } place && JournalRows.LastClaim(_connection, transaction, _plan.Tenant) is { } last && last.Place != place)
            throw new UnusableInputException(InputProblem.RunInProgress, $"{last} has the tenant now; this run must send nothing more, begin it again when that one has ended", Path);
        var stored = Insert(transaction, entries, null);
        transaction.Commit();
        return stored;
    }

    private List<JournalEntry> Insert(SqliteTransaction transaction, IReadOnlyList<JournalEntry> entries, string? starts)
    {
        var (number, previous) = JournalRows.Last(_connection, transaction, _plan);
        using var insert = _connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO journal_entry (plan, number, run, starts, json, sha256) VALUES (@plan, @number, @run, @starts, @json, @sha256)";
        foreach (var name in new[] { "@plan", "@number", "@run", "@starts", "@json", "@sha256" })
            insert.Parameters.Add(new SqliteParameter { ParameterName = name });
        var stored = new List<JournalEntry>(entries.Count);
        foreach (var entry in entries)
        {
            var numbered = entry with { Number = ++number, Run = Run };
            var json = JsonSerializer.Serialize(numbered, JournalJsonContext.Stored.JournalEntry);
            previous = JournalRows.Hash(previous, number, Run, starts, json);
            object?[] values = [_plan.Sequence, number, (long)Run, starts, json, previous];
            for (var index = 0; index < values.Length; index++)
                insert.Parameters[index].Value = values[index] ?? DBNull.Value;
            insert.ExecuteNonQuery();
            stored.Add(numbered);
        }

        return stored;
    }
}
