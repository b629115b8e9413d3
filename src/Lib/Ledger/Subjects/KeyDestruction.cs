using System.Globalization;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>Destroys keys, and what leads to subjects that have none left.</summary>
internal sealed class KeyDestruction(LedgerSession session, SubjectKeys keys)
{
    /// <summary>Destroys all keys of subjects, and marks them as erased.</summary>
    /// <returns>What was destroyed.</returns>
    public async Task<DestroyedKeys> EraseAsync(IReadOnlyCollection<long> subjects, string now, CancellationToken cancellationToken = default)
    {
        var periods = await session.QueryInAsync<long, long>("DELETE FROM subject_key WHERE authority = @authority AND subject {in} RETURNING period", subjects, null, cancellationToken).ConfigureAwait(false);
        var seen = await ForgetAsync(subjects, cancellationToken).ConfigureAwait(false);
        await session.QueryInAsync<long, long>("UPDATE subject SET erased_at = @now WHERE authority = @authority AND number {in} RETURNING number", subjects, new { now }, cancellationToken).ConfigureAwait(false);
        return new DestroyedKeys(periods, seen);
    }

    /// <summary>Destroys the keys of all months before one.</summary>
    /// <returns>What was destroyed.</returns>
    public async Task<DestroyedKeys> EraseBeforeAsync(long period, CancellationToken cancellationToken = default)
    {
        var destroyed = (await session.QueryAsync<SealedPlace>("DELETE FROM subject_key WHERE authority = @authority AND period < @period RETURNING subject AS Subject, period AS Period", new { period }, cancellationToken).ConfigureAwait(false)).ToList();
        var subjects = destroyed.Select(key => key.Subject).Where(subject => subject != 0).Distinct().ToList();
        var left = await session.QueryInAsync<long, long>("SELECT DISTINCT subject FROM subject_key WHERE authority = @authority AND subject {in}", subjects, null, cancellationToken).ConfigureAwait(false);
        var seen = await ForgetAsync([.. subjects.Except(left)], cancellationToken).ConfigureAwait(false);
        return new DestroyedKeys(destroyed.ConvertAll(key => key.Period), seen);
    }

    /// <summary>A month as people write it.</summary>
    public static string Month(long period) => string.Create(CultureInfo.InvariantCulture, $"{period / 12:D4}-{(period % 12) + 1:D2}");

    // A token tells to whom has the ledger whether it ever knew a name.
    private async Task<long> ForgetAsync(IReadOnlyCollection<long> subjects, CancellationToken cancellationToken)
    {
        await session.QueryInAsync<long, long>("DELETE FROM subject_name WHERE authority = @authority AND subject {in} RETURNING subject", subjects, null, cancellationToken).ConfigureAwait(false);
        var seen = await session.QueryInAsync<long, long>("DELETE FROM seen WHERE authority = @authority AND subject {in} RETURNING subject", subjects, null, cancellationToken).ConfigureAwait(false);
        // It finds texts of the erased again, under the authority's key.
        await session.ExecuteAsync("DELETE FROM case_index WHERE authority = @authority", null, cancellationToken).ConfigureAwait(false);
        await keys.SealNoNamesAsync(subjects, cancellationToken).ConfigureAwait(false);
        return seen.Count;
    }
}

/// <summary>What was destroyed.</summary>
/// <param name="Periods">Months of the keys, one for each key.</param>
/// <param name="Seen">How many rows of cases seen were deleted with them.</param>
internal sealed record DestroyedKeys(List<long> Periods, long Seen);
