using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger.Journals;

/// <summary>The journal of removals in a ledger. One run at a time changes a tenant, among all that use the same ledger.</summary>
/// <param name="store">The ledger. It is made by the first run.</param>
/// <param name="time">The clock.</param>
internal sealed class LedgerJournal(ILedgerStore store, TimeProvider time) : IRemovalJournal
{
    /// <summary>How long a run's claim to its tenant outlives the last sign of the run.</summary>
    internal TimeSpan ClaimTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <inheritdoc/>
    public async Task<IRemovalRun> BeginAsync(RemovalPlan plan, JournalEntry started, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(started);
        if (started.Step != JournalStep.RunStarted || started.Purpose is null)
            throw new ArgumentException("A run begins with an entry that says what it does.", nameof(started));
        // A long journal is read before anything is held, and what came since then after that.
        var (before, until) = await LedgerWork.ReadOrAsync(store, ([], 0L), async session => (await ReadAsync(session, plan.Id, [], 0, cancellationToken).ConfigureAwait(false), session.Head.Events), cancellationToken).ConfigureAwait(false);
        var subjects = new PlanSubjects(plan);
        TenantHold? hold = null;
        try
        {
            var (appender, earlier) = await LedgerWork.WriteAsync(store, BeginAsync, cancellationToken).ConfigureAwait(false);
            hold?.Keep(store, ClaimTime, time);
            return new LedgerRun(appender.Run, earlier, entries => AppendAsync(appender, hold, entries), hold);
        }
        catch
        {
            if (hold is not null)
                await hold.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        async Task<(JournalAppender Appender, List<JournalEntry> Earlier)> BeginAsync(LedgerSession session)
        {
            var keys = new SubjectKeys(session, time);
            using var writer = new EventWriter(session, time);
            var earlier = await JournalReader.ReadAsync(session, keys, plan.Id, before, until, cancellationToken).ConfigureAwait(false);
            var run = earlier.Count == 0 ? 1 : earlier.Max(entry => entry.Run) + 1;
            if (started.Purpose != RunPurpose.Verify)
                hold = await TenantHold.TakeAsync(session, keys, plan.Tenant, $"run {run} of plan {plan.Id}", ClaimTime, cancellationToken).ConfigureAwait(false);
            await KeptPlans.KeepAsync(session, keys, writer, plan, subjects, cancellationToken).ConfigureAwait(false);
            var appender = new JournalAppender(plan, subjects, run, time);
            await appender.AddAsync(session, keys, writer, [started with { Host = started.Host ?? Environment.MachineName }], cancellationToken).ConfigureAwait(false);
            return (appender, earlier);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<JournalEntry>> ReadAsync(string plan, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(plan);
        return LedgerWork.ReadOrAsync<IReadOnlyList<JournalEntry>>(store, [], async session => await ReadAsync(session, plan, [], 0, cancellationToken).ConfigureAwait(false), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<RemovalPlan>> ListPlansAsync(CancellationToken cancellationToken = default) => LedgerWork.ReadOrAsync<IReadOnlyList<RemovalPlan>>(
        store,
        [],
        async session => await KeptPlans.ListAsync(session, new SubjectKeys(session, time), cancellationToken).ConfigureAwait(false),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<RemovalPlan> LoadPlanAsync(string reference, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reference);
        return await LedgerWork.ReadOrAsync<RemovalPlan?>(store, null, async session => await KeptPlans.LoadAsync(session, new SubjectKeys(session, time), reference, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false)
            ?? throw new UnusableInputException(InputProblem.LedgerNotFound, "there is no ledger here yet, and so no plan that was carried out; name the ledger's file, or give the plan's", store.Name);
    }

    private Task<List<JournalEntry>> AppendAsync(JournalAppender appender, TenantHold? hold, IReadOnlyList<JournalEntry> entries) => LedgerWork.WriteAsync(
        store,
        async session =>
        {
            if (hold is not null)
                await hold.FenceAsync(session, time, CancellationToken.None).ConfigureAwait(false);
            return await appender.AddAsync(session, entries, CancellationToken.None).ConfigureAwait(false);
        },
        CancellationToken.None);

    private Task<List<JournalEntry>> ReadAsync(LedgerSession session, string plan, IReadOnlyList<JournalEntry> earlier, long after, CancellationToken cancellationToken) =>
        JournalReader.ReadAsync(session, new SubjectKeys(session, time), plan, earlier, after, cancellationToken);
}
