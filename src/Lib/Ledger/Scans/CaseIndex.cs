using System.Buffers.Binary;
using System.Security.Cryptography;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Scans;

/// <summary>
/// Which part holds which lasting text, of the last scan of an authority's name and directive: what the next scan has again
/// is found without asking for its subject. It only spares work: sealed under the authority's key of the month, and worth
/// nothing after that month or an erasure. Content: a key of 32 bytes; the number of cases; of each 12 bytes of its text's
/// HMAC-SHA-256 under that key; the parts' numbers, each less the one before it.
/// </summary>
internal sealed class CaseIndex
{
    private const int DigestLength = 12;

    private readonly byte[] _key;
    private readonly Dictionary<UInt128, long> _parts;

    private CaseIndex(byte[] key, Dictionary<UInt128, long> parts, long number, long period) => (_key, _parts, Event, Period) = (key, parts, number, period);

    /// <summary>An index that knows nothing yet.</summary>
    public static CaseIndex Empty() => new(RandomNumberGenerator.GetBytes(MasterKey.KeyLength), [], 0, 0);

    /// <summary>Number of the last event when it was made.</summary>
    public long Event { get; }

    /// <summary>The month that its parts are of.</summary>
    public long Period { get; }

    public bool IsEmpty => _parts.Count == 0;

    /// <summary>What finds a text again.</summary>
    public UInt128 DigestOf(ReadOnlySpan<byte> lasting)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, lasting, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash) >> ((16 - DigestLength) * 8);
    }

    /// <summary>The part that holds a text; 0 for none.</summary>
    public long Find(UInt128 digest) => _parts.GetValueOrDefault(digest);

    /// <summary>Reads the index of the month; an empty one where there is none that can be used.</summary>
    public static async Task<CaseIndex> ReadAsync(LedgerSession session, TimeProvider time, string? name, string directive, CancellationToken cancellationToken)
    {
        var keys = new SubjectKeys(session, time);
        await keys.LoadIndexAsync(cancellationToken).ConfigureAwait(false);
        var row = await session.FirstAsync<Row>(
            "SELECT event AS Event, period AS Period, data AS Data FROM case_index WHERE authority = @authority AND name = @token", new { token = NameOf(keys, name, directive) }, cancellationToken).ConfigureAwait(false);
        if (row is null || row.Period != SubjectKey.PeriodOf(time.GetUtcNow()) || await WasErasedAsync(session, row.Event, cancellationToken).ConfigureAwait(false))
            return Empty();
        await keys.LoadAsync([(0, row.Period)], cancellationToken).ConfigureAwait(false);
        if (keys.Find(0, row.Period)?.Open(row.Data, session.Head.Chain, -row.Event) is not { } content)
            return Empty();
        try
        {
            return Parse(content, row);
        }
        catch (InvalidDataException)
        {
            return Empty();
        }
    }

    /// <summary>Whether it still holds in a session that came later.</summary>
    public async Task<bool> HoldsAsync(LedgerSession session, TimeProvider time, CancellationToken cancellationToken) =>
        IsEmpty || (Period == SubjectKey.PeriodOf(time.GetUtcNow()) && !await WasErasedAsync(session, Event, cancellationToken).ConfigureAwait(false));

    /// <summary>Puts the cases of a scan in its place.</summary>
    public async Task ReplaceAsync(LedgerSession session, SubjectKeys keys, string? name, string directive, IReadOnlyList<CaseText> cases, IReadOnlyList<long> parts, CancellationToken cancellationToken)
    {
        var token = NameOf(keys, name, directive);
        var key = await keys.EnsureAsync(SubjectIdentity.Authority, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync("DELETE FROM case_index WHERE authority = @authority AND name = @token", new { token }, cancellationToken).ConfigureAwait(false);
        await session.CopyAsync(
            "case_index",
            ["name", "event", "period", "data"],
            [[token, session.Head.Events, key.Period, key.Seal(Content(cases, parts), session.Head.Chain, -session.Head.Events)]],
            cancellationToken).ConfigureAwait(false);
    }

    private byte[] Content(IReadOnlyList<CaseText> cases, IReadOnlyList<long> parts)
    {
        var content = new VarintWriter(_key.Length + 10 + (cases.Count * (DigestLength + 3)));
        foreach (var letter in _key)
            content.Byte(letter);
        content.Unsigned((ulong)cases.Count);
        Span<byte> digest = stackalloc byte[16];
        foreach (var one in cases)
        {
            BinaryPrimitives.WriteUInt128BigEndian(digest, one.Digest);
            foreach (var letter in digest[^DigestLength..])
                content.Byte(letter);
        }

        long last = 0;
        foreach (var part in parts)
        {
            content.Signed(part - last);
            last = part;
        }

        return content.Written.ToArray();
    }

    private static CaseIndex Parse(byte[] content, Row row)
    {
        var reader = new VarintReader(content);
        var key = reader.Bytes(MasterKey.KeyLength).ToArray();
        var count = reader.Count();
        var digests = reader.Bytes(checked(count * DigestLength));
        var parts = new Dictionary<UInt128, long>(count);
        Span<byte> digest = stackalloc byte[16];
        long last = 0;
        for (var index = 0; index < count; index++)
        {
            digests.Slice(index * DigestLength, DigestLength).CopyTo(digest[^DigestLength..]);
            parts[BinaryPrimitives.ReadUInt128BigEndian(digest)] = last += reader.Signed();
        }

        return new CaseIndex(key, parts, row.Event, row.Period);
    }

    private static byte[] NameOf(SubjectKeys keys, string? name, string directive) => keys.Token($"cases\n{name}\n{directive}");

    private static async Task<bool> WasErasedAsync(LedgerSession session, long since, CancellationToken cancellationToken) =>
        await session.FirstAsync<long?>("SELECT number FROM event WHERE authority = @authority AND kind = @kind AND number > @since LIMIT 1", new { kind = EventKinds.Erasure, since }, cancellationToken).ConfigureAwait(false) is not null;

    private sealed class Row
    {
        public long Event { get; init; }

        public long Period { get; init; }

        public byte[] Data { get; init; } = [];
    }
}
