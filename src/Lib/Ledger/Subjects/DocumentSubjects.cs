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
        var named = Noted(subjects);
        await AddAsync(session, [(part, named)], cancellationToken).ConfigureAwait(false);
        return named;
    }

    /// <summary>Notes whom several documents name.</summary>
    /// <param name="session">A session that writes.</param>
    /// <param name="documents">Number of each document's part, and what <see cref="Noted"/> makes of its subjects.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task AddAsync(LedgerSession session, IEnumerable<(long Part, IReadOnlyList<long> Subjects)> documents, CancellationToken cancellationToken = default)
    {
        List<object?[]> rows = [.. documents.SelectMany(document => document.Subjects.Select(subject => new object?[] { document.Part, subject }))];
        if (rows.Count > 0)
            await session.CopyAsync("document_subject", ["part", "subject"], rows, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Subjects ascending and each once, without the authority itself.</summary>
    public static IReadOnlyList<long> Noted(IEnumerable<long> subjects) => [.. subjects.Where(subject => subject != 0).Distinct().Order()];
}
