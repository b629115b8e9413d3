using System.Buffers;
using System.IO.Compression;

namespace TikTokBan.Tenants.Requests;

/// <summary>The text of one answer, in memory that is used again for the next page.</summary>
internal sealed class BodyBuffer : IDisposable
{
    private const int Smallest = 16 * 1024;

    // Hunting's answers end at 124 MB; nothing that is read whole is larger.
    private const int Largest = 512 * 1024 * 1024;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>What was read, without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Text
    {
        get
        {
            var whole = _bytes.AsMemory(0, _length);
            return whole.Span.StartsWith("\uFEFF"u8) ? whole[3..] : whole;
        }
    }

    /// <summary>Reads an answer to its end, unpacking it where it is packed.</summary>
    /// <exception cref="IOException">It breaks off, or never ends.</exception>
    /// <exception cref="InvalidDataException">It is not packed as it says.</exception>
    public async Task ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        _length = 0;
        var packed = content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase);
        var expected = content.Headers.ContentLength;
        Reserve((int)Math.Clamp((expected ?? 0) * (packed ? 4 : 1) + 1, Smallest, 4 * 1024 * 1024));
        var raw = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var text = packed ? new GZipStream(raw, CompressionMode.Decompress) : raw;
        while (true)
        {
            var read = await text.ReadAsync(_bytes.AsMemory(_length), cancellationToken).ConfigureAwait(false);
            if (read == 0)
                break;
            _length += read;
            if (_length == _bytes.Length)
                Reserve(_bytes.Length * 2);
        }

        if (!packed && expected is { } announced && announced != _length)
            throw new IOException("The answer ended early.");
    }

    /// <summary>Gives the text away; the buffer starts anew.</summary>
    public ReadOnlyMemory<byte> Detach()
    {
        var text = Text;

        // A small answer must not hold on to a large array.
        if (_bytes.Length > 2 * text.Length)
            return text.ToArray();
        _bytes = [];
        _length = 0;
        return text;
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }

    private void Reserve(int size)
    {
        if (_bytes.Length >= size)
            return;
        if (size > Largest)
            throw new IOException("The answer is larger than any that is expected.");
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
