using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Reports.Privacy;

/// <summary>What a pseudonym stands for. Kinds are kept apart, so that a device and a person of one id have nothing in common.</summary>
internal enum PseudonymKind
{
    Person,
    Device,
    Address,
    Case,
    Waiver,
}

/// <summary>
/// Keyed pseudonyms, such as <c>P-7K3M-9QXD-W4TB</c>: HMAC-SHA-256 over kind and id, sixty bits of it shown, and more where two ids of one
/// report would be shown alike. Without the key nobody can tell, by trying, for whom one stands.
/// </summary>
internal sealed class Pseudonyms
{
    /// <summary>The shortest key that is accepted, in bytes.</summary>
    public const int KeyLength = 32;

    // Without letters and digits that are taken for others: no I, L, O and U.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Group = 4;

    private readonly byte[] _key;
    private readonly Dictionary<(PseudonymKind Kind, string Id), string> _shown = [];

    /// <param name="key">The authority's key.</param>
    /// <param name="ids">All that are to be named; one that is not among them has no pseudonym.</param>
    /// <param name="characters">Characters that are shown at least, a multiple of four.</param>
    public Pseudonyms(ReadOnlyMemory<byte> key, IEnumerable<(PseudonymKind Kind, string Id)> ids, int characters = 12)
    {
        _key = key.ToArray();
        var open = ids.Distinct().Select(one => (one.Kind, one.Id, Digits: Digits(one.Kind, one.Id))).ToList();
        for (var length = characters; open.Count > 0; length += Group)
        {
            var alike = new List<(PseudonymKind Kind, string Id, string Digits)>();
            foreach (var same in open.GroupBy(one => (one.Kind, one.Digits[..Math.Min(length, one.Digits.Length)])))
            {
                if (same.Skip(1).Any() && length < same.First().Digits.Length)
                    alike.AddRange(same);
                else
                    _shown[(same.First().Kind, same.First().Id)] = Shown(same.Key.Kind, same.Key.Item2);
            }

            open = alike;
        }
    }

    public string Of(PseudonymKind kind, string id) => _shown[(kind, id)];

    private static string Shown(PseudonymKind kind, string digits) =>
        $"{kind.ToString()[0]}-{string.Join('-', digits.Chunk(Group).Select(group => new string(group)))}";

    // The characters themselves: an encoding would make one of two ids that differ in what is no valid text.
    private string Digits(PseudonymKind kind, string id)
    {
        var hash = HMACSHA256.HashData(_key, MemoryMarshal.AsBytes($"tiktokban pseudonym 1\u001f{kind}\u001f{id}".AsSpan()));
        var digits = new StringBuilder(52);
        var (bits, count) = (0, 0);
        foreach (var part in hash)
        {
            bits = (bits << 8) | part;
            for (count += 8; count >= 5; count -= 5)
                digits.Append(Alphabet[(bits >> (count - 5)) & 31]);
            bits &= (1 << count) - 1;
        }

        return digits.ToString()[..48];
    }
}
