using System.Globalization;
using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Ledger.Journals;

/// <summary>Reads the entries of a plan's journal, and refuses one that is not what was stored.</summary>
internal static class JournalReader
{
    private static readonly string[] Kinds = [EventKinds.Approval, EventKinds.Run, EventKinds.Action];

    /// <summary>Entries of a plan, in order, that follow those that were read already.</summary>
    /// <param name="session">A session.</param>
    /// <param name="keys">Keys of that session.</param>
    /// <param name="plan">The plan's id.</param>
    /// <param name="earlier">What was read already.</param>
    /// <param name="after">Number of the ledger's last event when it was read.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<List<JournalEntry>> ReadAsync(LedgerSession session, SubjectKeys keys, string plan, IReadOnlyList<JournalEntry> earlier, long after, CancellationToken cancellationToken)
    {
        var entries = new List<JournalEntry>(earlier);
        var approvers = new List<string>();
        foreach (var one in await StoredEvents.ReadAsync(session, keys, Kinds, plan, after, cancellationToken).ConfigureAwait(false))
        {
            if (one.Event.Kind == EventKinds.Approval)
            {
                approvers.Add(one.NameAt(0));
                continue;
            }

            var body = JsonSerializer.Deserialize(one.Event.Body, JournalBodyContext.Stored.EntryBody)!;
            if (body.Number != entries.Count + 1)
            {
                throw new UnusableInputException(
                    InputProblem.LedgerDamaged,
                    string.Create(CultureInfo.InvariantCulture, $"the journal of plan {plan} was altered by another program: entry {entries.Count + 1} is missing; restore the ledger from a copy"),
                    session.Store.Name);
            }

            entries.Add(Entry(one, body) with { Approvers = body.Approvers is null ? null : [.. approvers] });
            approvers.Clear();
        }

        return entries;
    }

    /// <summary>The run that was begun last of those that change a tenant; null for none.</summary>
    public static async Task<StartedRun?> LastClaimAsync(LedgerSession session, SubjectKeys keys, string tenant, CancellationToken cancellationToken)
    {
        (long Number, string Plan)? last = null;
        await foreach (var row in session.StreamAsync<RunRow>("SELECT number AS Number, about AS About, body AS Body FROM event WHERE authority = @authority AND kind = 'run' ORDER BY number DESC").WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var body = JsonSerializer.Deserialize(row.Body, JournalBodyContext.Stored.EntryBody)!;
            if (body.Step != JournalStep.RunStarted || body.Purpose == RunPurpose.Verify || !tenant.Equals(body.Tenant, StringComparison.OrdinalIgnoreCase))
                continue;
            last = (row.Number, row.About);
            break;
        }

        if (last is not { } claim)
            return null;
        var one = (await StoredEvents.ReadAsync(session, keys, [EventKinds.Run], claim.Plan, claim.Number - 1, cancellationToken).ConfigureAwait(false))[0];
        return new StartedRun(claim.Plan, Entry(one, JsonSerializer.Deserialize(one.Event.Body, JournalBodyContext.Stored.EntryBody)!));
    }

    private static JournalEntry Entry(OpenedEvent one, EntryBody body)
    {
        var entry = one.Parts[0].Content is { } content ? JsonSerializer.Deserialize(content, JournalJsonContext.Stored.JournalEntry)! : Remaining(body);
        if (one.Parts[0].IsErased && entry.Devices is { } devices)
            entry = entry with { Devices = [.. devices.Where(device => device.Id != NamedPerson.Erased)] };
        return one.Parts.Count == 1 ? entry : entry with { Operator = one.NameAt(1), Host = one.PersonAt(1)?.Host };
    }

    private static JournalEntry Remaining(EntryBody body) => new()
    {
        Number = body.Number,
        Run = body.Run,
        At = body.At,
        Step = body.Step,
        Purpose = body.Purpose,
        Product = body.Product,
        Action = body.Action,
        Status = body.Status,
        Outcome = body.Outcome,
        Sentence = NamedPerson.Erased,
    };

    private sealed class RunRow
    {
        public long Number { get; init; }

        public string About { get; init; } = "";

        public string Body { get; init; } = "";
    }
}

/// <summary>A run as its first entry tells it.</summary>
/// <param name="Plan">Id of its plan.</param>
/// <param name="Entry">That entry.</param>
internal sealed record StartedRun(string Plan, JournalEntry Entry)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Entry.Operator}'s run {Entry.Run} of plan {Plan} on {Entry.Host ?? NamedPerson.Erased}, begun {Entry.At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC,");
}
