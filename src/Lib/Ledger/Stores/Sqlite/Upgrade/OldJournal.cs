using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Journals;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger.Stores.Sqlite.Upgrade;

/// <summary>Plans and what runs did of them, as ledgers before the chain kept them: a chain for each plan.</summary>
internal sealed class OldJournal(SqliteConnection connection, SqliteTransaction transaction, string path)
{
    /// <summary>Each entry in the order in which it was written, its plan before the first. The chains of hashes are checked first.</summary>
    public IEnumerable<Step> Steps(LedgerSession session, CancellationToken cancellationToken)
    {
        RefuseGaps();
        var plans = connection.Query<PlanRow>("SELECT sequence AS Sequence, id AS Id, hash AS Hash, json AS Json FROM removal_plan ORDER BY sequence", transaction: transaction)
            .ToDictionary(row => row.Sequence, row => (Plan: Load(row), Entries: Read(row)));
        foreach (var (sequence, number) in connection.Query<(long Plan, long Number)>("SELECT plan, number FROM journal_entry ORDER BY sequence", transaction: transaction))
        {
            var (plan, entries) = plans[sequence];
            var entry = entries[(int)number - 1];
            yield return new Step(entry.At, null, null, async time =>
            {
                var (keys, subjects) = (new SubjectKeys(session, time), new PlanSubjects(plan));
                using var writer = new EventWriter(session, time);
                await KeptPlans.KeepAsync(session, keys, writer, plan, subjects, cancellationToken).ConfigureAwait(false);
                await new JournalAppender(plan, subjects, entry.Run, time).AddAsync(session, keys, writer, [entry], cancellationToken).ConfigureAwait(false);
            });
        }
    }

    private RemovalPlan Load(PlanRow row)
    {
        var plan = PlanFile.Read(Encoding.UTF8.GetBytes(row.Json), path);
        return plan.Hash == row.Hash && plan.Id == row.Id
            ? plan
            : throw new UnusableInputException(InputProblem.LedgerDamaged, $"the stored plan {row.Id} is not what was stored: it does not match its hash; restore the ledger from a copy", path);
    }

    private List<JournalEntry> Read(PlanRow plan)
    {
        var entries = new List<JournalEntry>();
        var previous = plan.Hash;
        foreach (var row in connection.Query<Row>("SELECT number AS Number, run AS Run, starts AS Starts, json AS Json, sha256 AS Sha256 FROM journal_entry WHERE plan = @Sequence ORDER BY number", new { plan.Sequence }, transaction))
        {
            if (row.Number != entries.Count + 1)
                throw Altered(plan, entries.Count + 1, "is missing");
            if (row.Sha256 != Hash(previous, row))
                throw Altered(plan, row.Number, "is not what was stored");
            entries.Add(JsonSerializer.Deserialize(row.Json, JournalJsonContext.Stored.JournalEntry) ?? throw Altered(plan, row.Number, "is not what was stored"));
            previous = row.Sha256;
        }

        return entries;
    }

    // The chain of hashes begins with the plan's own, so that a journal can't be put under another plan.
    private static string Hash(string previous, Row row) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{previous}\n{row.Number}\n{row.Run}\n{row.Starts}\n{row.Json}")))).ToLowerInvariant();

    // A chain doesn't show that its end was cut off; places without a gap, up to the last that was given, do.
    private void RefuseGaps()
    {
        var (kept, given) = connection.QuerySingle<(long Kept, long Given)>(
            "SELECT (SELECT count(*) FROM journal_entry), ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'journal_entry'), 0)",
            transaction: transaction);
        if (kept != given)
        {
            throw new UnusableInputException(
                InputProblem.LedgerDamaged,
                string.Create(CultureInfo.InvariantCulture, $"the journal of removals was altered by another program: {given - kept} of its {given} entries are gone; restore the ledger from a copy"),
                path);
        }
    }

    private UnusableInputException Altered(PlanRow plan, long number, string how) => new(
        InputProblem.LedgerDamaged,
        string.Create(CultureInfo.InvariantCulture, $"the journal of plan {plan.Id} was altered by another program: entry {number} {how}; restore the ledger from a copy"),
        path);

    private sealed class PlanRow
    {
        public long Sequence { get; init; }

        public string Id { get; init; } = "";

        public string Hash { get; init; } = "";

        public string Json { get; init; } = "";
    }

    private sealed class Row
    {
        public long Number { get; init; }

        public long Run { get; init; }

        public string? Starts { get; init; }

        public string Json { get; init; } = "";

        public string Sha256 { get; init; } = "";
    }
}
