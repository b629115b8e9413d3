using System.Numerics;

namespace TikTokBan.Generator.World;

/// <summary>
/// A seeded stream of pseudo-random numbers (SplitMix64). Written out here because <see cref="Random"/> promises the same
/// numbers only within one version of the runtime, and the committed samples must come out the same everywhere.
/// </summary>
internal sealed class Draw
{
    private ulong _state;

    private Draw(ulong state) => _state = state;

    /// <summary>A stream of its own per topic and index, so that adding a draw in one place changes nothing elsewhere.</summary>
    public static Draw For(ulong seed, string topic, long index = 0)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in topic)
            hash = (hash ^ character) * 1099511628211UL;
        var draw = new Draw(BitOperations.RotateLeft(seed, 17) ^ hash ^ ((ulong)index * 0x9E3779B97F4A7C15UL));
        draw.Next();
        return draw;
    }

    public ulong Next()
    {
        var mixed = _state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 up to, and without, the limit.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T Pick<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    public Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, Next());
        BitConverter.TryWriteBytes(bytes[8..], Next());
        // Version and variant as services draw them: a reader that checks must not stumble over samples.
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    public string Hex(int digits) => string.Create(digits, this, static (span, draw) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = "0123456789abcdef"[draw.Below(16)];
    });

    /// <summary>An instant within so many days before another, to the second.</summary>
    public DateTimeOffset Before(DateTimeOffset end, double days) => end.AddSeconds(-Below((int)(days * 86_400)));
}
