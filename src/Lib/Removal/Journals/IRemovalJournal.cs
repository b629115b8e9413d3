using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Journals;

/// <summary>Keeps what was done of each plan, before and after each step.</summary>
public interface IRemovalJournal
{
    /// <summary>
    /// Begins a run of a plan: keeps the plan where it is new, and claims its tenant until the run is disposed of or its
    /// process is gone. Stores the entry <see cref="JournalStep.RunStarted"/>.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="started">Its first entry.</param>
    /// <param name="cancellationToken">Gives up; nothing is then stored.</param>
    /// <exception cref="UnusableInputException">Another run has the tenant, a plan of the same id but another hash is kept already, or the journal can't be written.</exception>
    Task<IRemovalRun> BeginAsync(RemovalPlan plan, JournalEntry started, CancellationToken cancellationToken = default);

    /// <summary>All entries of a plan, in the order in which they were written; none for a plan that was never run.</summary>
    /// <param name="plan">The plan's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The journal can't be read, or was altered.</exception>
    Task<IReadOnlyList<JournalEntry>> ReadAsync(string plan, CancellationToken cancellationToken = default);

    /// <summary>Plans that a run was begun of, the one that was begun last first.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The journal can't be read.</exception>
    Task<IReadOnlyList<RemovalPlan>> ListPlansAsync(CancellationToken cancellationToken = default);

    /// <summary>One plan that a run was begun of.</summary>
    /// <param name="reference"><c>latest</c>, a plan's id, or the beginning of just one id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">No such plan, more than one, or it is not what was stored.</exception>
    Task<RemovalPlan> LoadPlanAsync(string reference, CancellationToken cancellationToken = default);
}

/// <summary>A run under way. Disposing of it gives its tenant free.</summary>
public interface IRemovalRun : IAsyncDisposable
{
    /// <summary>Its number, from 1.</summary>
    int Number { get; }

    /// <summary>What was written of the plan before this run.</summary>
    IReadOnlyList<JournalEntry> Earlier { get; }

    /// <summary>Adds an entry; it is on the disk when this returns. Safe to call from several threads.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Gives up waiting; the entry is then not stored.</param>
    /// <returns>The entry as stored.</returns>
    /// <exception cref="UnusableInputException">It can't be stored, or a later run has begun. Nothing more may then be sent.</exception>
    Task<JournalEntry> AppendAsync(JournalEntry entry, CancellationToken cancellationToken = default);
}
