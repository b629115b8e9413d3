using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Live;

/// <summary>Passes on what is read of a stream to a capture as well.</summary>
internal sealed class TeeStream(Stream source, CaptureTable capture) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        var read = source.Read(buffer);
        capture.Add(buffer[..read]);
        return read;
    }
}
