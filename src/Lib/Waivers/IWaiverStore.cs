namespace TikTokBan.Waivers;

/// <summary>Where waivers are kept: only added to, never changed. What was granted stays readable after it was revoked.</summary>
public interface IWaiverStore
{
    /// <summary>Adds a waiver, wholly or not at all.</summary>
    /// <param name="waiver">The waiver; with an empty id it gets the next number of its year.</param>
    /// <param name="cancellationToken">Gives up; the store is then as it was.</param>
    /// <returns>The waiver as it now stands in the store.</returns>
    /// <exception cref="UnusableInputException">Its id is taken, or the store cannot be written; what it held is untouched.</exception>
    Task<Waiver> AddWaiverAsync(Waiver waiver, CancellationToken cancellationToken = default);

    /// <summary>Adds that a waiver was taken back.</summary>
    /// <param name="id">The waiver's id, whatever its case.</param>
    /// <param name="revocation">When, by whom and why.</param>
    /// <param name="cancellationToken">Gives up; the store is then as it was.</param>
    /// <returns>The waiver, revoked.</returns>
    /// <exception cref="UnusableInputException">There is no such waiver, it was revoked before, or the store cannot be written.</exception>
    Task<Waiver> AddRevocationAsync(string id, WaiverRevocation revocation, CancellationToken cancellationToken = default);

    /// <summary>Every waiver, in the order in which they were granted. Empty where nothing was ever stored.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The store cannot be read, or is not what was written.</exception>
    Task<IReadOnlyList<Waiver>> ReadWaiversAsync(CancellationToken cancellationToken = default);
}
