namespace TikTokBan.Tests.Tenants.Client;

/// <summary>Gives some bytes, then breaks as a connection does.</summary>
internal sealed class BreakingStream(byte[] bytes) : MemoryStream(bytes)
{
    // Its own length would be announced as the answer's.
    public override bool CanSeek => false;

    public override int Read(byte[] buffer, int offset, int count) => Broken(base.Read(buffer, offset, count));

    public override int Read(Span<byte> buffer) => Broken(base.Read(buffer));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        Broken(await base.ReadAsync(buffer, cancellationToken));

    private static int Broken(int read) => read > 0 ? read : throw new IOException("The connection was reset.");
}
