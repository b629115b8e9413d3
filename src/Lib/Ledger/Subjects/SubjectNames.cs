using System.Buffers.Binary;
using System.Security.Cryptography;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>
/// The tokens of subjects' names. A subject's row holds a keyed hash over all of them, as they can't stand in the chain:
/// a name that was taken away, added or given to another subject would else be found by nobody, and its owner's data neither.
/// </summary>
internal sealed class SubjectNames(LedgerSession session, byte[] index)
{
    private const int SealLength = 16;

    /// <summary>What a subject's row holds of its tokens: HMAC-SHA-256 of its number (8 bytes, most significant first) and the tokens in order of their bytes, the first 16 bytes.</summary>
    public static byte[] Seal(byte[] index, long subject, IEnumerable<byte[]> tokens)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, index);
        var number = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, subject);
        hash.AppendData(number);
        foreach (var token in tokens.OrderBy(Convert.ToHexString, StringComparer.Ordinal))
            hash.AppendData(token);
        return hash.GetHashAndReset()[..SealLength];
    }

    /// <summary>Adds subjects, and names of those and others.</summary>
    public async Task AddAsync(IReadOnlyList<(long Number, string MadeAt)> subjects, IReadOnlyList<(byte[] Token, long Subject)> names, CancellationToken cancellationToken)
    {
        var tokens = names.ToLookup(name => name.Subject, name => name.Token);
        var fresh = subjects.Select(subject => subject.Number).ToHashSet();
        await session.CopyAsync(
            "subject", ["number", "made_at", "names"], subjects.Select(subject => new object?[] { subject.Number, subject.MadeAt, Seal(index, subject.Number, tokens[subject.Number]) }), cancellationToken).ConfigureAwait(false);
        await session.CopyAsync("subject_name", ["token", "subject"], names.Select(name => new object?[] { name.Token, name.Subject }), cancellationToken).ConfigureAwait(false);
        var known = names.Select(name => name.Subject).Where(subject => !fresh.Contains(subject)).Distinct().ToList();
        var all = (await session.QueryInAsync<NamedRow, long>("SELECT subject AS Subject, token AS Token FROM subject_name WHERE authority = @authority AND subject {in}", known, null, cancellationToken).ConfigureAwait(false))
            .ToLookup(row => row.Subject, row => row.Token);
        foreach (var number in known)
            await session.ExecuteAsync("UPDATE subject SET names = @names WHERE authority = @authority AND number = @number", new { names = Seal(index, number, all[number]), number }, cancellationToken).ConfigureAwait(false);
    }

    private sealed class NamedRow
    {
        public long Subject { get; init; }

        public byte[] Token { get; init; } = [];
    }
}
