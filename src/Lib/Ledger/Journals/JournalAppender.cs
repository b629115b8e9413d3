using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger.Journals;

/// <summary>Appends the entries of one run to the chain.</summary>
/// <param name="plan">Its plan.</param>
/// <param name="subjects">Whom the plan names.</param>
/// <param name="run">Number of the run.</param>
/// <param name="time">The clock.</param>
internal sealed class JournalAppender(RemovalPlan plan, PlanSubjects subjects, int run, TimeProvider time)
{
    /// <summary>Number of the run.</summary>
    public int Run => run;

    /// <summary>Appends entries within a session.</summary>
    /// <returns>The entries as stored.</returns>
    public async Task<List<JournalEntry>> AddAsync(LedgerSession session, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        using var writer = new EventWriter(session, time) { Gathers = true };
        return await AddAsync(session, new SubjectKeys(session, time), writer, entries, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Appends entries with what the session has at hand already.</summary>
    public async Task<List<JournalEntry>> AddAsync(LedgerSession session, SubjectKeys keys, EventWriter writer, IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var number = await LastAsync(session, cancellationToken).ConfigureAwait(false);
        var numbered = entries.Select(entry => entry with { Number = ++number, Run = run }).ToList();
        var named = numbered.ConvertAll(subjects.In);
        // All at once, however many entries there are.
        var known = await keys.EnsureAsync([.. numbered.Select((entry, index) => DocumentOf(entry, named[index].Count > 0))], cancellationToken).ConfigureAwait(false);
        var numbers = await keys.SubjectsAsync([.. named.SelectMany(some => some)], cancellationToken).ConfigureAwait(false);
        var documents = new List<(long Part, IReadOnlyList<long> Subjects)>(numbered.Count);
        var next = 0;
        for (var index = 0; index < numbered.Count; index++)
        {
            var count = named[index].Count;
            var noted = DocumentSubjects.Noted(Enumerable.Range(next, count).Select(place => numbers[place]));
            next += count;
            documents.Add((await AppendAsync(keys, writer, numbered[index], known[index], noted, cancellationToken).ConfigureAwait(false), noted));
        }

        await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        await DocumentSubjects.AddAsync(session, documents, cancellationToken).ConfigureAwait(false);
        return numbered;
    }

    private async Task<long> AppendAsync(SubjectKeys keys, EventWriter writer, JournalEntry entry, SubjectKey document, IReadOnlyList<long> noted, CancellationToken cancellationToken)
    {
        foreach (var approver in entry.Approvers ?? [])
        {
            await SealAsync(new NamedPerson(NamedPerson.Approver, approver)).ConfigureAwait(false);
            await writer.AppendAsync(EventKinds.Approval, plan.Id, JsonSerializer.Serialize(new ApprovalBody(plan.Hash, run), JournalBodyContext.Stored.ApprovalBody), cancellationToken).ConfigureAwait(false);
        }

        var content = JsonSerializer.SerializeToUtf8Bytes(entry with { Operator = null, Host = null, Approvers = null }, JournalJsonContext.Stored.JournalEntry);
        var part = await writer.AddPartAsync(document, content, cancellationToken).ConfigureAwait(false);
        if (entry.Operator is { } name)
            await SealAsync(new NamedPerson(NamedPerson.Operator, name, entry.Host)).ConfigureAwait(false);
        await writer.AppendAsync(
            entry.Step is JournalStep.RunStarted or JournalStep.RunEnded ? EventKinds.Run : EventKinds.Action,
            plan.Id,
            JsonSerializer.Serialize(Body(entry, noted), JournalBodyContext.Stored.EntryBody),
            cancellationToken).ConfigureAwait(false);
        return part;

        async Task SealAsync(NamedPerson person) => await writer.AddPartAsync(
            await keys.EnsureAsync(SubjectIdentity.Person(person.Name), cancellationToken).ConfigureAwait(false),
            JsonSerializer.SerializeToUtf8Bytes(person, RecordJsonContext.Stored.NamedPerson),
            cancellationToken).ConfigureAwait(false);
    }

    // What is sealed under one id is sealed anew together when somebody in it is erased: an action's entries tell of the
    // same devices, and what names nobody is never sealed anew.
    private SubjectIdentity DocumentOf(JournalEntry entry, bool namesSomebody) => SubjectIdentity.Document(
        !namesSomebody ? $"journal:{plan.Id}/run/{run}"
        : entry.Action is { } action ? $"journal:{plan.Id}/action/{action}"
        : $"journal:{plan.Id}/entry/{entry.Number}");

    private EntryBody Body(JournalEntry entry, IReadOnlyList<long> noted) => new()
    {
        Run = run,
        Number = entry.Number,
        At = entry.At,
        Step = entry.Step,
        Purpose = entry.Purpose,
        Tenant = entry.Step == JournalStep.RunStarted ? plan.Tenant : null,
        Product = entry.Product,
        Approvers = entry.Approvers?.Count,
        Action = entry.Action,
        Status = entry.Status,
        Outcome = entry.Outcome,
        Devices = entry.Devices?.Count,
        Subjects = noted.Count == 0 ? null : noted,
    };

    private async Task<long> LastAsync(LedgerSession session, CancellationToken cancellationToken)
    {
        var last = 0L;
        foreach (var kind in new[] { EventKinds.Run, EventKinds.Action })
        {
            if (await session.FirstAsync<string>(
                "SELECT body FROM event WHERE authority = @authority AND about = @plan AND kind = @kind ORDER BY number DESC LIMIT 1",
                new { plan = plan.Id, kind },
                cancellationToken).ConfigureAwait(false) is { } body)
            {
                last = Math.Max(last, JsonSerializer.Deserialize(body, JournalBodyContext.Stored.EntryBody)!.Number);
            }
        }

        return last;
    }
}
