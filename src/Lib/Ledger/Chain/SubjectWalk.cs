using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Chain;

/// <summary>Checks the subjects: that they are numbered without gaps, have the names that were given to them, and are erased as erasures tell.</summary>
internal sealed class SubjectWalk(LedgerSession session, KeyRing keys, ErasedKeys erased, ChainFindings findings)
{
    private const int AtOnce = 400;
    private const int MostNamed = 20;

    private readonly List<long> _unsealed = [];
    private long _withNames;

    /// <summary>How many there are.</summary>
    public long Subjects { get; private set; }

    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var last = 0L;
        while (true)
        {
            var rows = (await session.QueryAsync<SubjectRow>(
                "SELECT number AS Number, names AS Names, erased_at AS ErasedAt FROM subject WHERE authority = @authority AND number > @last ORDER BY number LIMIT @AtOnce", new { last, AtOnce }, cancellationToken).ConfigureAwait(false)).ToList();
            var tokens = (await session.QueryInAsync<TokenRow, long>(
                "SELECT subject AS Subject, token AS Token FROM subject_name WHERE authority = @authority AND subject {in}", [.. rows.Select(row => row.Number)], null, cancellationToken).ConfigureAwait(false)).ToLookup(row => row.Subject, row => row.Token);
            foreach (var row in rows)
            {
                if (row.Number != last + 1)
                    findings.Add(ChainFlaw.SubjectChanged, $"Subjects {last + 1} to {row.Number - 1} are missing: they were removed.");
                last = row.Number;
                Subjects++;
                Check(row, [.. tokens[row.Number]]);
            }

            if (rows.Count < AtOnce)
                break;
        }

        if (last < session.Head.Subjects)
            findings.Add(ChainFlaw.SubjectChanged, $"The ledger says that it has {session.Head.Subjects} subjects, but the last is {last}: some were removed, or that number was changed.");
        else if (last > session.Head.Subjects)
            findings.Add(ChainFlaw.SubjectChanged, $"The ledger says that it has {session.Head.Subjects} subjects, but there is a subject {last}: it was put there, or that number was changed.");
        Seals();
        await OrphansAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Check(SubjectRow row, IReadOnlyList<byte[]> tokens)
    {
        var isErased = erased.Subjects.ContainsKey(row.Number);
        if (isErased && row.ErasedAt is null)
            findings.Add(ChainFlaw.SubjectChanged, $"Subject {row.Number} is no longer marked as erased, although an erasure tells that it was.", scope: FlawScope.Erasures);
        else if (!isErased && row.ErasedAt is not null)
            findings.Add(ChainFlaw.SubjectChanged, $"Subject {row.Number} is marked as erased, although no erasure tells that it was.", scope: FlawScope.Erasures);
        if (isErased && tokens.Count > 0)
        {
            findings.Add(ChainFlaw.SubjectChanged, $"Subject {row.Number} was erased, but has names: they were put there.");
        }
        else if (keys.Index is { } index)
        {
            _withNames++;
            if (!SubjectNames.Seal(index, row.Number, tokens).AsSpan().SequenceEqual(row.Names))
                _unsealed.Add(row.Number);
        }
    }

    private void Seals()
    {
        if (_withNames > 2 && _unsealed.Count == _withNames)
        {
            findings.Add(ChainFlaw.KeyChanged, $"None of the {_withNames} subjects has the names that were given to it by the authority's key of names: that key was changed.", scope: FlawScope.Names);
            return;
        }

        foreach (var number in _unsealed)
            findings.Add(ChainFlaw.SubjectChanged, $"Subject {number} no longer has the names that were given to it: one was changed, removed or added.");
    }

    private async Task OrphansAsync(CancellationToken cancellationToken)
    {
        foreach (var number in await session.QueryAsync<long>(
            """
            SELECT DISTINCT subject_name.subject FROM subject_name LEFT JOIN subject ON subject.authority = subject_name.authority AND subject.number = subject_name.subject
            WHERE subject_name.authority = @authority AND subject.number IS NULL ORDER BY 1 LIMIT @MostNamed
            """,
            new { MostNamed },
            cancellationToken).ConfigureAwait(false))
        {
            findings.Add(ChainFlaw.SubjectChanged, $"There are names of a subject {number}, which there is not.");
        }

        if (await session.FirstAsync<long?>("SELECT max(subject) FROM part WHERE authority = @authority", null, cancellationToken).ConfigureAwait(false) is { } highest && highest > Math.Max(Subjects, session.Head.Subjects))
            findings.Add(ChainFlaw.SubjectChanged, $"There are sealed parts of a subject {highest}, which there is not.", scope: FlawScope.Parts);
    }

    private sealed class SubjectRow
    {
        public long Number { get; init; }

        public byte[] Names { get; init; } = [];

        public string? ErasedAt { get; init; }
    }

    private sealed class TokenRow
    {
        public long Subject { get; init; }

        public byte[] Token { get; init; } = [];
    }
}
