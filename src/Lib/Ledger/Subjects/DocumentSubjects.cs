using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>
/// Which subjects a document names, such as a plan: a part that is sealed under a key of its own
/// (<see cref="SubjectIdentity.Document"/>) since it is about several. Erasing one of them puts a copy without that
/// subject in the document's place. Give each document that stands alone its own id: all that is sealed under one id is
/// sealed anew together.
/// </summary>
internal static class DocumentSubjects
{
    /// <summary>Notes whom a document names, within the session that adds it.</summary>
    /// <param name="session">A session that writes.</param>
    /// <param name="part">Number of the document's part.</param>
    /// <param name="subjects">Numbers of the subjects, in any order; the authority itself (0) is passed over.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The numbers that were noted, ascending and each once: for the member <c>subjects</c> of the event's body, by which the chain commits to them.</returns>
    public static async Task<IReadOnlyList<long>> AddAsync(LedgerSession session, long part, IEnumerable<long> subjects, CancellationToken cancellationToken = default)
    {
        var named = subjects.Where(subject => subject != 0).Distinct().Order().ToList();
        if (named.Count > 0)
            await session.CopyAsync("document_subject", ["part", "subject"], named.Select(subject => new object?[] { part, subject }), cancellationToken).ConfigureAwait(false);
        return named;
    }
}
