using System.Globalization;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Chain;

/// <summary>Whether the keys that parts were sealed under are there and open them, and those that were destroyed are gone.</summary>
internal sealed class KeyUses(KeyRing keys, ErasedKeys erased, ChainFindings findings)
{
    private const int MostNamed = 20;

    private readonly Dictionary<(long Subject, long Period), Use> _uses = [];
    private readonly HashSet<(long Subject, long Period)> _toldOf = [];
    private readonly HashSet<(long Subject, long Period)> _back = [];

    private readonly record struct Use(bool Exists, long Parts, long Opened);

    /// <summary>How many parts had their key destroyed.</summary>
    public long Erased { get; private set; }

    /// <summary>Begins with the next event.</summary>
    public void Begin() => _uses.Clear();

    /// <summary>Takes a part of the event.</summary>
    public void Add(long subject, long period, bool exists, bool opens)
    {
        var use = _uses.GetValueOrDefault((subject, period));
        _uses[(subject, period)] = new Use(exists, use.Parts + 1, use.Opened + (opens ? 1 : 0));
    }

    /// <summary>Judges the keys of an event whose parts are what came with it: one that does not open them was changed.</summary>
    public void Check(LedgerEvent one)
    {
        foreach (var (key, use) in _uses)
        {
            var (what, period) = (Of(key.Subject), Month(key.Period));
            if (erased.Has(key.Subject, key.Period, one.Number))
            {
                Erased += use.Parts;
                if (use.Opened > 0 && _toldOf.Add(key))
                    findings.Add(ChainFlaw.KeyInserted, one, $"has parts of {what} of {period} that open, although an erasure tells that their key was destroyed: it was put back.", FlawScope.Erasures);
                else if (use.Exists)
                    _back.Add(key);
                continue;
            }

            _back.Remove(key);
            if (!use.Exists && _toldOf.Add(key))
                findings.Add(ChainFlaw.KeyRemoved, one, $"has parts that were sealed under the key of {what} of {period}, which is missing although no erasure tells that it was destroyed.", FlawScope.Erasures);
            else if (use.Exists && keys.Opens && use.Opened < use.Parts && _toldOf.Add(key))
                findings.Add(ChainFlaw.KeyChanged, one, $"has parts as they came with it that the key of {what} of {period} does not open: the key was changed.", FlawScope.Erasures);
        }
    }

    /// <summary>Looks for keys that nothing was sealed under.</summary>
    public async Task EndAsync(LedgerSession session, CancellationToken cancellationToken)
    {
        foreach (var key in _back.Except(_toldOf).Take(MostNamed))
            findings.Add(ChainFlaw.KeyInserted, $"There is a key of {Of(key.Subject)} of {Month(key.Period)} although an erasure tells that it was destroyed, and nothing was sealed under another since: it was put there.", scope: FlawScope.Parts);
        foreach (var key in await session.QueryAsync<PartRow>(
            """
            SELECT subject AS Subject, period AS Period FROM subject_key
            WHERE authority = @authority AND NOT EXISTS (SELECT 1 FROM part WHERE part.authority = subject_key.authority AND part.subject = subject_key.subject AND part.period = subject_key.period)
            ORDER BY subject, period LIMIT @MostNamed
            """,
            new { MostNamed },
            cancellationToken).ConfigureAwait(false))
        {
            findings.Add(ChainFlaw.KeyInserted, $"There is a key of {Of(key.Subject)} of {Month(key.Period)} under which nothing was sealed: it was put there.", scope: FlawScope.Parts);
        }
    }

    private static string Of(long subject) => subject == 0 ? "the authority" : string.Create(CultureInfo.InvariantCulture, $"subject {subject}");

    private static string Month(long period) => string.Create(CultureInfo.InvariantCulture, $"{period / 12:0000}-{(period % 12) + 1:00}");
}
