using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Live;

/// <summary>A stream of which the beginning was already read.</summary>
/// <param name="prefix">What was read.</param>
/// <param name="rest">What follows; stays open.</param>
internal sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> _prefix = prefix;

    public override int Read(Span<byte> buffer)
    {
        if (_prefix.IsEmpty)
            return rest.Read(buffer);
        var length = Math.Min(buffer.Length, _prefix.Length);
        _prefix.Span[..length].CopyTo(buffer);
        _prefix = _prefix[length..];
        return length;
    }
}
