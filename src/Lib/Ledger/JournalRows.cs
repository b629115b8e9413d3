using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Ledger;

/// <summary>Reads the entries of a journal, and refuses one that is not what was stored.</summary>
internal static class JournalRows
{
    /// <summary>All entries of a plan, in order.</summary>
    public static List<JournalEntry> Read(SqliteConnection connection, SqliteTransaction transaction, JournaledPlan plan, string path)
    {
        RefuseGaps(connection, transaction, path);
        var entries = new List<JournalEntry>();
        var previous = plan.Hash;
        foreach (var row in connection.Query<Row>(
            "SELECT number AS Number, run AS Run, starts AS Starts, json AS Json, sha256 AS Sha256 FROM journal_entry WHERE plan = @plan ORDER BY number",
            new { plan = plan.Sequence },
            transaction,
            buffered: false))
        {
            if (row.Number != entries.Count + 1)
                throw Altered(plan, entries.Count + 1, "is missing", path);
            var entry = row.Sha256 == Hash(previous, row.Number, row.Run, row.Starts, row.Json) ? Parse(row) : null;
            if (entry is null || entry.Number != row.Number || entry.Run != row.Run)
                throw Altered(plan, row.Number, "is not what was stored", path);
            entries.Add(entry);
            previous = row.Sha256;
        }

        return entries;
    }

    /// <summary>Number and hash of the last entry of a plan, which the next one follows.</summary>
    public static (long Number, string Sha256) Last(SqliteConnection connection, SqliteTransaction transaction, JournaledPlan plan) =>
        connection.QueryFirstOrDefault<Row>(
            "SELECT number AS Number, sha256 AS Sha256 FROM journal_entry WHERE plan = @plan ORDER BY number DESC LIMIT 1",
            new { plan = plan.Sequence },
            transaction) is { } last ? (last.Number, last.Sha256) : (0, plan.Hash);

    /// <summary>The run that was begun last of those that change a tenant; null for none.</summary>
    public static StartedRun? LastClaim(SqliteConnection connection, SqliteTransaction? transaction, string tenant)
    {
        var row = connection.QueryFirstOrDefault<Claim>(
            """
            SELECT journal_entry.sequence AS Sequence, journal_entry.json AS Json, removal_plan.id AS Plan
            FROM removal_plan JOIN journal_entry ON journal_entry.plan = removal_plan.sequence
            WHERE removal_plan.tenant = @tenant AND journal_entry.starts IN ('apply', 'undo')
            ORDER BY journal_entry.sequence DESC LIMIT 1
            """,
            new { tenant },
            transaction);
        return row is null ? null : new StartedRun(row.Sequence, row.Plan, JsonSerializer.Deserialize(row.Json, JournalJsonContext.Stored.JournalEntry)!);
    }

    // The chain of hashes begins with the plan's own, so that a journal can't be put under another plan.
    public static string Hash(string previous, long number, long run, string? starts, string json) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{previous}\n{number}\n{run}\n{starts}\n{json}")))).ToLowerInvariant();

    // A chain doesn't show that its end was cut off; places without a gap, up to the last that was given, do.
    private static void RefuseGaps(SqliteConnection connection, SqliteTransaction transaction, string path)
    {
        var places = connection.QuerySingle<Places>(
            "SELECT (SELECT count(*) FROM journal_entry) AS Kept, ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'journal_entry'), 0) AS Given",
            transaction: transaction);
        if (places.Kept == places.Given)
            return;
        var missing = connection.QueryFirstOrDefault<long?>(
            "SELECT sequence + 1 FROM journal_entry AS kept WHERE NOT EXISTS (SELECT 1 FROM journal_entry AS next WHERE next.sequence = kept.sequence + 1) ORDER BY sequence LIMIT 1",
            transaction: transaction);
        if (connection.ExecuteScalar<long>("SELECT count(*) FROM journal_entry WHERE sequence = 1", transaction: transaction) == 0)
            missing = 1;
        throw new UnusableInputException(
            InputProblem.LedgerDamaged,
            string.Create(CultureInfo.InvariantCulture, $"the journal of removals was altered by another program: {places.Given - places.Kept} of its {places.Given} entries are gone, the first from place {missing}; restore the ledger from a copy"),
            path);
    }

    private static JournalEntry? Parse(Row row)
    {
        try
        {
            return JsonSerializer.Deserialize(row.Json, JournalJsonContext.Stored.JournalEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static UnusableInputException Altered(JournaledPlan plan, long number, string how, string path) => new(
        InputProblem.LedgerDamaged,
        string.Create(CultureInfo.InvariantCulture, $"the journal of plan {plan.Id} was altered by another program: entry {number} {how}; restore the ledger from a copy"),
        path);

    private sealed class Row
    {
        public long Number { get; init; }

        public long Run { get; init; }

        public string? Starts { get; init; }

        public string Json { get; init; } = "";

        public string Sha256 { get; init; } = "";
    }

    private sealed class Claim
    {
        public long Sequence { get; init; }

        public string Plan { get; init; } = "";

        public string Json { get; init; } = "";
    }

    private sealed class Places
    {
        public long Kept { get; init; }

        public long Given { get; init; }
    }
}

/// <summary>A run as its first entry tells it.</summary>
/// <param name="Place">Place of that entry in the whole journal.</param>
/// <param name="Plan">Id of its plan.</param>
/// <param name="Entry">That entry.</param>
internal sealed record StartedRun(long Place, string Plan, JournalEntry Entry)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Entry.Operator}'s run {Entry.Run} of plan {Plan} on {Entry.Host}, begun {Entry.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC,");
}
