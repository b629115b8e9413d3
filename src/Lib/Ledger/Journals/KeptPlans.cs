using System.Text;
using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger.Journals;

/// <summary>Keeps plans that a run was begun of, and finds the one that a caller means.</summary>
internal static class KeptPlans
{
    private static readonly string[] Kinds = [EventKinds.Plan];

    /// <summary>Keeps a plan, or finds it kept. Another plan of the same id is refused.</summary>
    public static async Task KeepAsync(LedgerSession session, SubjectKeys keys, EventWriter writer, RemovalPlan plan, PlanSubjects subjects, CancellationToken cancellationToken)
    {
        if (await FindAsync(session, plan.Id, cancellationToken).ConfigureAwait(false) is { } kept)
        {
            if (kept.Hash != plan.Hash)
                throw new UnusableInputException(InputProblem.PlanChanged, $"another plan with the id {plan.Id} was begun already, and this one has another hash: one of the two was changed; make a new plan", session.Store.Name);
            return;
        }

        // Read as it will be read again: what does not fit its hash now would never be loaded.
        var json = Encoding.UTF8.GetBytes(PlanFile.ToJson(plan));
        PlanFile.Read(json, plan.Id);
        var key = await keys.EnsureAsync(SubjectIdentity.Document("plan:" + plan.Id), cancellationToken).ConfigureAwait(false);
        var numbers = await keys.SubjectsAsync(subjects.All, cancellationToken).ConfigureAwait(false);
        var part = await writer.AddPartAsync(key, json, cancellationToken).ConfigureAwait(false);
        var named = await DocumentSubjects.AddAsync(session, part, numbers, cancellationToken).ConfigureAwait(false);
        var body = new PlanBody(plan.Id, plan.Tenant, plan.Hash, plan.Devices.Count, plan.Rings.Count, named.Count == 0 ? null : named);
        await writer.AppendAsync(EventKinds.Plan, plan.Id, JsonSerializer.Serialize(body, JournalBodyContext.Stored.PlanBody), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A kept plan by its id; null for none.</summary>
    public static async Task<PlanBody?> FindAsync(LedgerSession session, string id, CancellationToken cancellationToken) =>
        await session.FirstAsync<string>("SELECT body FROM event WHERE authority = @authority AND about = @id AND kind = 'plan' ORDER BY number LIMIT 1", new { id }, cancellationToken).ConfigureAwait(false) is { } body
            ? JsonSerializer.Deserialize(body, JournalBodyContext.Stored.PlanBody)
            : null;

    /// <summary>All that can be read still, the one that a run was begun of last first; whoever was erased is left out of them.</summary>
    public static async Task<List<RemovalPlan>> ListAsync(LedgerSession session, SubjectKeys keys, CancellationToken cancellationToken)
    {
        var plans = (await StoredEvents.ReadAsync(session, keys, Kinds, cancellationToken).ConfigureAwait(false)).ToDictionary(one => one.Event.About!, StringComparer.Ordinal);
        var ids = await IdsAsync(session, cancellationToken).ConfigureAwait(false);
        return [.. ids.Where(plans.ContainsKey).Select(id => Shown(session, plans[id])).OfType<RemovalPlan>()];
    }

    /// <summary>The plan that is meant by <c>latest</c>, an id, or the beginning of just one; whole, and checked against its hash.</summary>
    public static async Task<RemovalPlan> LoadAsync(LedgerSession session, SubjectKeys keys, string reference, CancellationToken cancellationToken)
    {
        var id = Meant(await IdsAsync(session, cancellationToken).ConfigureAwait(false), reference, session.Store.Name);
        var found = await StoredEvents.ReadAsync(session, keys, Kinds, id, 0, cancellationToken).ConfigureAwait(false);
        var one = found.Count > 0 ? found[0] : throw Altered(session, id, null);
        return one.Parts[0].IsErased
            ? throw new UnusableInputException(
                InputProblem.PlanUnusable,
                $"the plan {id} names somebody whose data was erased, so that it is not what was approved any more; it can't be carried out, taken back or verified, make a new plan",
                session.Store.Name)
            : Whole(session, one);
    }

    // Only runs that began count; what ended last may have begun long before.
    private static async Task<List<string>> IdsAsync(LedgerSession session, CancellationToken cancellationToken)
    {
        var ids = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var run in await session.QueryAsync<RunRow>("SELECT about AS About, body AS Body FROM event WHERE authority = @authority AND kind = 'run' ORDER BY number DESC", null, cancellationToken).ConfigureAwait(false))
        {
            if (JsonSerializer.Deserialize(run.Body, JournalBodyContext.Stored.EntryBody)!.Step == JournalStep.RunStarted && known.Add(run.About))
                ids.Add(run.About);
        }

        return ids;
    }

    private static string Meant(List<string> all, string reference, string ledger)
    {
        if (all.Count == 0)
            throw new UnusableInputException(InputProblem.PlanNotFound, "this ledger holds no plan that was carried out; carry one out first, or give the plan's file", ledger);
        if (reference == "latest")
            return all[0];
        var found = all.FindAll(id => id.StartsWith(reference, StringComparison.Ordinal));
        return found.Find(id => id == reference) ?? found.Count switch
        {
            1 => found[0],
            0 => throw new UnusableInputException(InputProblem.PlanNotFound, $"this ledger holds no plan \"{reference}\" that was carried out; list its plans, or ask for latest", ledger),
            _ => throw new UnusableInputException(InputProblem.PlanNotFound, $"\"{reference}\" is the beginning of several plans' ids ({string.Join(", ", found.Take(4))}{(found.Count > 4 ? ", …" : "")}); give more of it", ledger),
        };
    }

    private static RemovalPlan Whole(LedgerSession session, OpenedEvent one)
    {
        var kept = JsonSerializer.Deserialize(one.Event.Body, JournalBodyContext.Stored.PlanBody)!;
        RemovalPlan? plan = null;
        UnusableInputException? wrong = null;
        try
        {
            plan = PlanFile.Read(one.Parts[0].Content!, session.Store.Name);
        }
        catch (UnusableInputException refused)
        {
            wrong = refused;
        }

        return plan is not null && plan.Hash == kept.Hash && plan.Id == kept.Id ? plan : throw Altered(session, kept.Id, wrong);
    }

    private static RemovalPlan? Shown(LedgerSession session, OpenedEvent one) => one.Parts[0] switch
    {
        { IsErased: false } => Whole(session, one),
        { Content: { } copy } => RedactedPlan.Read(copy, JsonSerializer.Deserialize(one.Event.Body, JournalBodyContext.Stored.PlanBody)!.Hash),
        _ => null,
    };

    private static UnusableInputException Altered(LedgerSession session, string id, UnusableInputException? inner) => new(
        InputProblem.LedgerDamaged,
        $"the stored plan {id} is not what was stored: it does not match its hash; restore the ledger from a copy",
        session.Store.Name,
        inner: inner);

    private sealed class RunRow
    {
        public string About { get; init; } = "";

        public string Body { get; init; } = "";
    }
}
