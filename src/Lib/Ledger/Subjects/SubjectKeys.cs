using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>Keys of subjects within a session: finds them, makes those that are missing, many at once.</summary>
internal sealed class SubjectKeys(LedgerSession session, TimeProvider time)
{
    private const string IndexPurpose = "index";
    private const int TokenLength = 16;

    private readonly Dictionary<(long Subject, long Period), SubjectKey?> _keys = [];
    private byte[]? _index;

    private byte[] Index => _index ?? throw new InvalidOperationException("Load the index key first.");

    /// <summary>The key of one subject for the present month, made where there is none.</summary>
    public async Task<SubjectKey> EnsureAsync(SubjectIdentity identity, CancellationToken cancellationToken = default) =>
        (await EnsureAsync([identity], cancellationToken).ConfigureAwait(false))[0];

    /// <summary>The keys of many subjects for the present month, in the order asked. A subject that was erased begins anew.</summary>
    public async Task<IReadOnlyList<SubjectKey>> EnsureAsync(IReadOnlyList<SubjectIdentity> identities, CancellationToken cancellationToken = default)
    {
        var period = SubjectKey.PeriodOf(time.GetUtcNow());
        var subjects = await SubjectsAsync(identities, cancellationToken).ConfigureAwait(false);
        var wanted = subjects.Distinct().ToList();
        await LoadAsync(wanted.Select(subject => (subject, period)), cancellationToken).ConfigureAwait(false);
        var made = new List<object?[]>();
        foreach (var subject in wanted.Where(subject => _keys[(subject, period)] is null))
        {
            var key = new SubjectKey(subject, period, RandomNumberGenerator.GetBytes(MasterKey.KeyLength));
            _keys[(subject, period)] = key;
            made.Add([subject, period, session.Store.Master.Wrap(key.Secret)]);
        }

        if (made.Count > 0)
            await session.CopyAsync("subject_key", ["subject", "period", "key"], made, cancellationToken).ConfigureAwait(false);
        return [.. subjects.Select(subject => _keys[(subject, period)]!)];
    }

    /// <summary>Reads keys ahead, so that <see cref="Find"/> has them.</summary>
    public async Task LoadAsync(IEnumerable<(long Subject, long Period)> keys, CancellationToken cancellationToken = default)
    {
        foreach (var month in keys.Where(key => !_keys.ContainsKey(key)).Distinct().GroupBy(key => key.Period).ToList())
        {
            foreach (var key in month)
                _keys[key] = null;
            foreach (var row in await session.QueryInAsync<KeyRow, long>(
                "SELECT subject AS Subject, key AS Wrapped FROM subject_key WHERE authority = @authority AND period = @period AND subject {in}",
                [.. month.Select(key => key.Subject)],
                new { period = month.Key },
                cancellationToken).ConfigureAwait(false))
            {
                _keys[(row.Subject, month.Key)] = new SubjectKey(row.Subject, month.Key, session.Store.Master.Unwrap(row.Wrapped, session.Store.Name));
            }
        }
    }

    /// <summary>A key that was loaded; null where it was destroyed.</summary>
    public SubjectKey? Find(long subject, long period) => _keys.TryGetValue((subject, period), out var key)
        ? key
        : throw new InvalidOperationException("Load the key first.");

    /// <summary>The subjects that are known by any of the names.</summary>
    public async Task<IReadOnlyList<long>> KnownAsync(IEnumerable<string> names, CancellationToken cancellationToken = default)
    {
        await LoadIndexAsync(cancellationToken).ConfigureAwait(false);
        var found = await session.QueryInAsync<long, byte[]>("SELECT subject FROM subject_name WHERE authority = @authority AND token {in}", [.. names.Select(Token)], null, cancellationToken).ConfigureAwait(false);
        return [.. found.Distinct().Order()];
    }

    /// <summary>Makes it stand in the rows of subjects that they have no names any more.</summary>
    public async Task SealNoNamesAsync(IReadOnlyCollection<long> subjects, CancellationToken cancellationToken = default)
    {
        await LoadIndexAsync(cancellationToken).ConfigureAwait(false);
        foreach (var number in subjects)
            await session.ExecuteAsync("UPDATE subject SET names = @names WHERE authority = @authority AND number = @number", new { names = SubjectNames.Seal(Index, number, []), number }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The key of a subject, by its number, for the present month, made where there is none.</summary>
    public async Task<SubjectKey> EnsureAsync(long subject, CancellationToken cancellationToken = default)
    {
        var period = SubjectKey.PeriodOf(time.GetUtcNow());
        await LoadAsync([(subject, period)], cancellationToken).ConfigureAwait(false);
        if (_keys[(subject, period)] is { } known)
            return known;
        var key = new SubjectKey(subject, period, RandomNumberGenerator.GetBytes(MasterKey.KeyLength));
        await session.CopyAsync("subject_key", ["subject", "period", "key"], [[subject, period, session.Store.Master.Wrap(key.Secret)]], cancellationToken).ConfigureAwait(false);
        return _keys[(subject, period)] = key;
    }

    /// <summary>A text's token under a key of the authority: finds the same again without saying what it is. Ask for <see cref="LoadIndexAsync"/> first.</summary>
    public byte[] Token(string text) => HMACSHA256.HashData(Index, Encoding.UTF8.GetBytes(text))[..TokenLength];

    /// <summary>Reads the key of tokens, or makes it.</summary>
    public async Task LoadIndexAsync(CancellationToken cancellationToken = default)
    {
        if (_index is not null)
            return;
        if (await session.FirstAsync<byte[]>("SELECT key FROM authority_key WHERE authority = @authority AND purpose = @IndexPurpose", new { IndexPurpose }, cancellationToken).ConfigureAwait(false) is { } wrapped)
        {
            _index = session.Store.Master.Unwrap(wrapped, session.Store.Name);
            return;
        }

        _index = RandomNumberGenerator.GetBytes(MasterKey.KeyLength);
        if (session.IsWriting)
            await session.CopyAsync("authority_key", ["purpose", "key"], [[IndexPurpose, session.Store.Master.Wrap(_index)]], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The subjects of many identities, in the order asked, made where there are none; without keys, for those that something only names.</summary>
    public async Task<IReadOnlyList<long>> SubjectsAsync(IReadOnlyList<SubjectIdentity> identities, CancellationToken cancellationToken = default)
    {
        await LoadIndexAsync(cancellationToken).ConfigureAwait(false);
        var tokens = identities.SelectMany(identity => identity.Names).Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => Convert.ToHexString(Token(name)), StringComparer.Ordinal);
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var row in await session.QueryInAsync<NameRow, byte[]>(
            "SELECT token AS Token, subject AS Subject FROM subject_name WHERE authority = @authority AND token {in}",
            [.. tokens.Values.Select(Convert.FromHexString)],
            null,
            cancellationToken).ConfigureAwait(false))
        {
            known[Convert.ToHexString(row.Token)] = row.Subject;
        }

        var now = time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        var (subjects, added, named) = (new List<long>(identities.Count), new List<(long Number, string MadeAt)>(), new List<(byte[] Token, long Subject)>());
        foreach (var identity in identities)
        {
            if (identity.Names.Count == 0)
            {
                subjects.Add(0);
                continue;
            }

            // The first name that is known decides; names that are new are added to it, so that later ones find it too.
            var found = identity.Names.Select(name => known.GetValueOrDefault(tokens[name])).FirstOrDefault(subject => subject != 0);
            if (found == 0)
            {
                found = session.Head.Subjects + 1;
                session.Head = session.Head with { Subjects = found };
                added.Add((found, now));
            }

            foreach (var token in identity.Names.Select(name => tokens[name]).Where(token => known.TryAdd(token, found)))
                named.Add((Convert.FromHexString(token), found));
            subjects.Add(found);
        }

        if (named.Count > 0)
            await new SubjectNames(session, Index).AddAsync(added, named, cancellationToken).ConfigureAwait(false);
        return subjects;
    }

    private sealed class KeyRow
    {
        public long Subject { get; init; }

        public byte[] Wrapped { get; init; } = [];
    }

    private sealed class NameRow
    {
        public byte[] Token { get; init; } = [];

        public long Subject { get; init; }
    }
}
