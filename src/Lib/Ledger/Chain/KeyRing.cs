using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Chain;

/// <summary>The keys of a ledger for its verification: goes on where one is not what was stored.</summary>
internal sealed class KeyRing
{
    private const int MostHeld = 50_000;
    private const string IndexPurpose = "index";

    private readonly LedgerSession _session;
    private readonly Dictionary<(long Subject, long Period), Found> _found = [];

    private KeyRing(LedgerSession session, bool opens, byte[]? index) => (_session, Opens, Index) = (session, opens, index);

    /// <summary>A key's row.</summary>
    /// <param name="Exists">Whether it is there.</param>
    /// <param name="Key">The key; null where it is not there, not what was stored, or not asked for.</param>
    public readonly record struct Found(bool Exists, SubjectKey? Key);

    /// <summary>Whether keys can be used at all: not without the master key.</summary>
    public bool Opens { get; }

    /// <summary>The key of names; null where it is not there or can't be used.</summary>
    public byte[]? Index { get; }

    public static async Task<KeyRing> OpenAsync(LedgerSession session, ChainFindings findings, bool deep, CancellationToken cancellationToken)
    {
        var rows = (await session.QueryAsync<PurposeRow>("SELECT purpose AS Purpose, key AS Wrapped FROM authority_key WHERE authority = @authority", null, cancellationToken).ConfigureAwait(false)).ToList();
        if (!deep)
            return new KeyRing(session, opens: false, index: null);
        // One key that the master key unwraps shows that it is the right one.
        var some = (await session.QueryAsync<byte[]>("SELECT key FROM subject_key WHERE authority = @authority ORDER BY subject, period LIMIT 20", null, cancellationToken).ConfigureAwait(false)).ToList();
        var wrapped = some.Concat(rows.Select(row => row.Wrapped)).ToList();
        if (wrapped.Count > 0 && wrapped.TrueForAll(one => Unwrap(session, one) is null))
        {
            findings.Note("No sealed part was opened, nor were names checked: the keys of this ledger are not to be had without its master key.");
            return new KeyRing(session, opens: false, index: null);
        }

        byte[]? index = null;
        foreach (var row in rows.Where(row => row.Purpose == IndexPurpose))
        {
            index = Unwrap(session, row.Wrapped);
            if (index is null)
                findings.Add(ChainFlaw.KeyChanged, $"The authority's key of names is not what was stored: it was changed.");
        }

        if (rows.Count == 0 && session.Head.Subjects > 0)
            findings.Add(ChainFlaw.KeyRemoved, $"The authority's key of names is missing: it was removed.");
        foreach (var row in rows.Where(row => row.Purpose != IndexPurpose))
            findings.Add(ChainFlaw.KeyInserted, $"The authority has a key for a purpose that this program does not know: it was put there by another, or is the key of names under another purpose.");
        return new KeyRing(session, opens: true, index);
    }

    /// <summary>Finds many keys.</summary>
    public async Task<IReadOnlyDictionary<(long Subject, long Period), Found>> FindAsync(IEnumerable<(long Subject, long Period)> keys, CancellationToken cancellationToken)
    {
        if (_found.Count > MostHeld)
            _found.Clear();
        foreach (var month in keys.Where(key => !_found.ContainsKey(key)).Distinct().GroupBy(key => key.Period).ToList())
        {
            foreach (var key in month)
                _found[key] = default;
            foreach (var row in await _session.QueryInAsync<KeyRow, long>(
                "SELECT subject AS Subject, key AS Wrapped FROM subject_key WHERE authority = @authority AND period = @period AND subject {in}",
                [.. month.Select(key => key.Subject)],
                new { period = month.Key },
                cancellationToken).ConfigureAwait(false))
            {
                _found[(row.Subject, month.Key)] = new Found(true, Opens && Unwrap(_session, row.Wrapped) is { } secret ? new SubjectKey(row.Subject, month.Key, secret) : null);
            }
        }

        return _found;
    }

    private static byte[]? Unwrap(LedgerSession session, byte[] wrapped)
    {
        try
        {
            return session.Store.Master.Unwrap(wrapped, session.Store.Name);
        }
        catch (UnusableInputException)
        {
            return null;
        }
    }

    private sealed class PurposeRow
    {
        public string Purpose { get; init; } = "";

        public byte[] Wrapped { get; init; } = [];
    }

    private sealed class KeyRow
    {
        public long Subject { get; init; }

        public byte[] Wrapped { get; init; } = [];
    }
}
