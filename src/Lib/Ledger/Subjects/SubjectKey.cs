using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Ledger.Subjects;

/// <summary>The key of one subject and month. Who destroys it makes everything that was sealed under it unreadable, wherever copies are.</summary>
/// <param name="Subject">Number of the subject; 0 is the authority itself, for what can't be told apart by subject.</param>
/// <param name="Period">Month in universal time: year × 12 + month − 1.</param>
/// <param name="Secret">32 bytes.</param>
internal sealed record SubjectKey(long Subject, long Period, byte[] Secret)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int DigestLength = 16;

    /// <summary>The month of a moment.</summary>
    public static long PeriodOf(DateTimeOffset moment) => (moment.UtcDateTime.Year * 12) + moment.UtcDateTime.Month - 1;

    /// <summary>
    /// Compresses (Brotli) and seals (AES-256-GCM) what is to become a part: nonce of 12 bytes, sealed bytes, tag of 16.
    /// Each part has a key of its own, made of this one, so that one part can be shown to somebody and no other.
    /// Chain, part, subject and period are authenticated with it, so that a part can't be put in another's place.
    /// </summary>
    public byte[] Seal(ReadOnlySpan<byte> content, string chain, long part)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(content.Length)];
        if (!BrotliEncoder.TryCompress(content, packed, out var length, quality: 3, window: 18))
            throw new InvalidOperationException("The part can't be compressed.");
        var data = new byte[NonceLength + length + TagLength];
        RandomNumberGenerator.Fill(data.AsSpan(0, NonceLength));
        using var aes = new AesGcm(PartSecret(chain, part), TagLength);
        aes.Encrypt(data.AsSpan(0, NonceLength), packed.AsSpan(0, length), data.AsSpan(NonceLength, length), data.AsSpan(NonceLength + length), Bound(chain, part, Subject, Period));
        return data;
    }

    /// <summary>What was sealed; null where it is not what was stored.</summary>
    public byte[]? Open(ReadOnlySpan<byte> data, string chain, long part) => Open(PartSecret(chain, part), data, chain, part, Subject, Period);

    /// <summary>What was sealed, to somebody who was given the key of that part alone; null where it is not what was stored.</summary>
    public static byte[]? Open(byte[] partSecret, ReadOnlySpan<byte> data, string chain, long part, long subject, long period)
    {
        if (data.Length < NonceLength + TagLength)
            return null;
        var packed = new byte[data.Length - NonceLength - TagLength];
        try
        {
            using var aes = new AesGcm(partSecret, TagLength);
            aes.Decrypt(data[..NonceLength], data[NonceLength..^TagLength], data[^TagLength..], packed, Bound(chain, part, subject, period));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Unpack(packed);
    }

    /// <summary>The key of one part: HMAC-SHA-256, under this one, of what is authenticated with the part.</summary>
    public byte[] PartSecret(string chain, long part) => HMACSHA256.HashData(Secret, Bound(chain, part, Subject, Period));

    /// <summary>Finds the same content of the same subject and month again, and tells nothing once the key is gone.</summary>
    public byte[] Digest(ReadOnlySpan<byte> content) => HMACSHA256.HashData(Secret, content)[..DigestLength];

    // In one go, which for many small parts is several times quicker than a stream.
    private static byte[] Unpack(byte[] packed)
    {
        for (var room = Math.Max(2048, packed.Length * 4L); room <= Array.MaxLength; room *= 4)
        {
            var unpacked = ArrayPool<byte>.Shared.Rent((int)room);
            try
            {
                if (BrotliDecoder.TryDecompress(packed, unpacked, out var length))
                    return unpacked[..length];
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(unpacked);
            }
        }

        throw new InvalidOperationException("The part is no compressed content.");
    }

    private static byte[] Bound(string chain, long part, long subject, long period)
    {
        var bound = new byte[3 * 8];
        BinaryPrimitives.WriteInt64BigEndian(bound, part);
        BinaryPrimitives.WriteInt64BigEndian(bound.AsSpan(8), subject);
        BinaryPrimitives.WriteInt64BigEndian(bound.AsSpan(16), period);
        return [.. Encoding.UTF8.GetBytes(chain), .. bound];
    }
}

/// <summary>What a person or thing is known by. All names of one subject lead to the same keys.</summary>
/// <param name="Names">Its names, the strongest first, such as <c>person:an@agency.example</c> or <c>device:716…</c>.</param>
internal sealed record SubjectIdentity(IReadOnlyList<string> Names)
{
    /// <summary>The authority itself: for what can't be told apart by subject. Kept as long as the retention says.</summary>
    public static SubjectIdentity Authority { get; } = new([]);

    public static SubjectIdentity Person(params string?[] names) => new([.. Of("person:", names)]);

    public static SubjectIdentity Device(params string?[] names) => new([.. Of("device:", names)]);

    /// <summary>A document about several subjects. Erasing one of them replaces it by one without that subject.</summary>
    public static SubjectIdentity Document(string id) => new(["document:" + id]);

    private static IEnumerable<string> Of(string kind, string?[] names) => names
        .Where(name => !string.IsNullOrWhiteSpace(name))
        .Select(name => kind + name!.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant())
        .Distinct(StringComparer.Ordinal);
}
