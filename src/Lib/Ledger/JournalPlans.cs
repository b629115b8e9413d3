using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger;

/// <summary>Keeps plans that a run was begun of, and finds the one that a caller means.</summary>
internal static class JournalPlans
{
    private const string Columns = "SELECT removal_plan.sequence AS Sequence, removal_plan.id AS Id, removal_plan.tenant AS Tenant, removal_plan.hash AS Hash FROM removal_plan ";
    private const string ByLastRun = "JOIN (SELECT plan, max(sequence) AS last FROM journal_entry WHERE starts IS NOT NULL GROUP BY plan) AS runs ON runs.plan = removal_plan.sequence ";

    /// <summary>Keeps a plan, or finds it kept. Another plan of the same id is refused.</summary>
    public static JournaledPlan Keep(SqliteConnection connection, SqliteTransaction transaction, RemovalPlan plan, string path)
    {
        if (Find(connection, transaction, plan.Id) is { } kept)
        {
            return kept.Hash == plan.Hash
                ? kept
                : throw new UnusableInputException(InputProblem.PlanChanged, $"another plan with the id {plan.Id} was begun already, and this one has another hash: one of the two was changed; make a new plan", path);
        }

        // Read as it will be read again: what does not fit its hash now would never be loaded.
        var json = PlanFile.ToJson(plan);
        PlanFile.Read(Encoding.UTF8.GetBytes(json), plan.Id);
        connection.Execute(
            "INSERT INTO removal_plan (id, tenant, hash, json) VALUES (@Id, @Tenant, @Hash, @json)",
            new { plan.Id, plan.Tenant, plan.Hash, json },
            transaction);
        return Find(connection, transaction, plan.Id)!;
    }

    /// <summary>A kept plan by its id; null for none.</summary>
    public static JournaledPlan? Find(SqliteConnection connection, SqliteTransaction transaction, string id) =>
        connection.QueryFirstOrDefault<JournaledPlan>(Columns + "WHERE id = @id", new { id }, transaction);

    /// <summary>All of them, the one that a run was begun of last first.</summary>
    public static IEnumerable<JournaledPlan> List(SqliteConnection connection, SqliteTransaction transaction) =>
        connection.Query<JournaledPlan>(Columns + ByLastRun + "ORDER BY runs.last DESC", transaction: transaction);

    /// <summary>The plan that is meant by <c>latest</c>, an id, or the beginning of just one.</summary>
    public static JournaledPlan Meant(SqliteConnection connection, SqliteTransaction transaction, string reference, string path)
    {
        var all = List(connection, transaction).ToList();
        if (all.Count == 0)
            throw new UnusableInputException(InputProblem.PlanNotFound, "this ledger holds no plan that was carried out; carry one out first, or give the plan's file", path);
        if (reference == "latest")
            return all[0];
        var found = all.FindAll(plan => plan.Id.StartsWith(reference, StringComparison.Ordinal));
        return found.Find(plan => plan.Id == reference) ?? found.Count switch
        {
            1 => found[0],
            0 => throw new UnusableInputException(InputProblem.PlanNotFound, $"this ledger holds no plan \"{reference}\" that was carried out; list its plans, or ask for latest", path),
            _ => throw new UnusableInputException(InputProblem.PlanNotFound, $"\"{reference}\" is the beginning of several plans' ids ({string.Join(", ", found.Take(4).Select(plan => plan.Id))}{(found.Count > 4 ? ", …" : "")}); give more of it", path),
        };
    }

    /// <summary>The plan whole, checked against its hash.</summary>
    public static RemovalPlan Load(SqliteConnection connection, SqliteTransaction transaction, JournaledPlan kept, string path)
    {
        var json = connection.QuerySingle<string>("SELECT json FROM removal_plan WHERE sequence = @Sequence", new { kept.Sequence }, transaction);
        RemovalPlan? plan = null;
        UnusableInputException? wrong = null;
        try
        {
            plan = PlanFile.Read(Encoding.UTF8.GetBytes(json), path);
        }
        catch (UnusableInputException refused)
        {
            wrong = refused;
        }

        return plan is not null && plan.Hash == kept.Hash && plan.Id == kept.Id
            ? plan
            : throw new UnusableInputException(InputProblem.LedgerDamaged, $"the stored plan {kept.Id} is not what was stored: it does not match its hash; restore the ledger from a copy", path, inner: wrong);
    }
}

/// <summary>A plan that the ledger holds, without its content.</summary>
internal sealed class JournaledPlan
{
    public long Sequence { get; init; }

    public string Id { get; init; } = "";

    public string Tenant { get; init; } = "";

    public string Hash { get; init; } = "";
}
