using System.Security.Cryptography;

namespace TikTokBan.Ledger.Stores;

/// <summary>Wraps the keys that a ledger holds, under a key that is kept elsewhere; or leaves them as they are, where there is none.</summary>
internal sealed class MasterKey
{
    public const int KeyLength = 32;

    private const byte Bare = 0;
    private const byte Wrapped = 1;
    private const int NameLength = 4;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[]? _key;
    private readonly byte[] _name;

    private MasterKey(byte[]? key) => (_key, _name) = (key, key is null ? [] : SHA256.HashData([.. "tiktokban master key "u8, .. key])[..NameLength]);

    /// <summary>No key: whoever has the whole ledger can read it.</summary>
    public static MasterKey None { get; } = new(null);

    /// <summary>Whether keys are wrapped.</summary>
    public bool Wraps => _key is not null;

    /// <summary>A key of 32 bytes.</summary>
    public static MasterKey Of(ReadOnlySpan<byte> key) => key.Length == KeyLength ? new(key.ToArray()) : throw new ArgumentException("A master key has 32 bytes.", nameof(key));

    public byte[] Wrap(ReadOnlySpan<byte> key)
    {
        if (_key is null)
            return [Bare, .. key];
        var wrapped = new byte[1 + NameLength + NonceLength + key.Length + TagLength];
        wrapped[0] = Wrapped;
        _name.CopyTo(wrapped, 1);
        var nonce = wrapped.AsSpan(1 + NameLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(nonce, key, wrapped.AsSpan(1 + NameLength + NonceLength, key.Length), wrapped.AsSpan(wrapped.Length - TagLength), _name);
        return wrapped;
    }

    /// <summary>The key that was wrapped.</summary>
    /// <exception cref="UnusableInputException">It was wrapped by another master key, or altered.</exception>
    public byte[] Unwrap(ReadOnlySpan<byte> wrapped, string ledger)
    {
        if (wrapped.Length == 1 + KeyLength && wrapped[0] == Bare)
            return wrapped[1..].ToArray();
        if (wrapped.Length != 1 + NameLength + NonceLength + KeyLength + TagLength || wrapped[0] != Wrapped)
            throw new UnusableInputException(InputProblem.LedgerDamaged, "a key in this ledger is not what was stored; restore the ledger from a copy", ledger);
        if (_key is null)
            throw new UnusableInputException(InputProblem.KeyUnusable, $"the keys of this ledger are wrapped by a master key; name its file with {LedgerLocation.KeyVariable}", ledger);
        if (!wrapped.Slice(1, NameLength).SequenceEqual(_name))
            throw new UnusableInputException(InputProblem.KeyUnusable, $"the keys of this ledger are wrapped by another master key than the one in the file that {LedgerLocation.KeyVariable} names; name the file that was used before", ledger);
        var key = new byte[KeyLength];
        try
        {
            using var aes = new AesGcm(_key, TagLength);
            aes.Decrypt(wrapped.Slice(1 + NameLength, NonceLength), wrapped.Slice(1 + NameLength + NonceLength, KeyLength), wrapped[^TagLength..], key, _name);
            return key;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw new UnusableInputException(InputProblem.LedgerDamaged, "a key in this ledger is not what was stored; restore the ledger from a copy", ledger);
        }
    }
}
