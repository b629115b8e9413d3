using TikTokBan.Tenants.Repeats;

namespace TikTokBan.Tenants.Files;

/// <summary>
/// Reads a stored file once, front to back. Where the connection breaks or stalls, it is opened again at the byte where it broke;
/// whoever reads notices nothing but the time. Adds nothing to a read that goes well but a check.
/// </summary>
internal sealed class ResumingStream : Stream
{
    // Without a byte in between; a file of many hours may break many times.
    private const int MostBreaks = 4;

    private static readonly TimeSpan Stall = TimeSpan.FromSeconds(60);

    private readonly StoredFile _file;
    private readonly CancellationToken _stop;
    private readonly CancellationTokenRegistration _stopping;
    private readonly ITimer _watch;
    private HttpResponseMessage _response;
    private Stream _body;
    private Backoff _backoff = Backoff.OfFault();
    private long _position;
    private long _reads;
    private long _readsSeen;
    private bool _reading;
    private int _breaks;
    private bool _disposed;

    public ResumingStream(StoredFile file, HttpResponseMessage response, Stream body, CancellationToken stop)
    {
        (_file, _response, _body, _stop) = (file, response, body, stop);
        _watch = file.Time.CreateTimer(static state => ((ResumingStream)state!).Watch(), this, Stall, Stall);
        _stopping = stop.UnsafeRegister(static state => ((ResumingStream)state!)._response.Dispose(), this);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    private bool IsWhole => _file.Length is not { } length || _position >= length;

    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (true)
        {
            var read = -1;
            Begin();
            try
            {
                read = _body.Read(buffer);
            }
            catch (Exception error) when (IsBreak(error))
            {
                _stop.ThrowIfCancellationRequested();
            }

            if (HasRead(read))
                return read;
#pragma warning disable RS0030 // Whoever reads synchronously, as an unpacker may, has to wait here.
            ResumeAsync(_stop).GetAwaiter().GetResult();
#pragma warning restore RS0030
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        while (true)
        {
            var read = -1;
            Begin();
            try
            {
                read = await _body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception error) when (IsBreak(error) || error is OperationCanceledException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                _stop.ThrowIfCancellationRequested();
            }

            if (HasRead(read))
                return read;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop);
            await ResumeAsync(either.Token).ConfigureAwait(false);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_disposed)
        {
            _disposed = true;
            _stopping.Dispose();
            _watch.Dispose();
            _response.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsBreak(Exception error) => error is IOException or HttpRequestException or ObjectDisposedException or InvalidOperationException;

    private void Begin()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _stop.ThrowIfCancellationRequested();
        Volatile.Write(ref _reading, true);
    }

    private bool HasRead(int read)
    {
        Volatile.Write(ref _reading, false);
        _reads++;
        if (read > 0)
        {
            _position += read;
            _breaks = 0;
            return true;
        }

        return read == 0 && IsWhole;
    }

    private async Task ResumeAsync(CancellationToken cancellationToken)
    {
        _response.Dispose();
        if (_breaks == 0)
            _backoff = Backoff.OfFault();
        if (++_breaks > MostBreaks)
            throw _file.Broken();
        await Task.Delay(_backoff.Next(Random.Shared.NextDouble()), _file.Time, cancellationToken).ConfigureAwait(false);
        var (response, skip) = await _file.ReopenAsync(_position, cancellationToken).ConfigureAwait(false);
        _response = response;
        _body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (_stop.IsCancellationRequested)
            response.Dispose();
        await SkipAsync(skip, cancellationToken).ConfigureAwait(false);
    }

    private async Task SkipAsync(long bytes, CancellationToken cancellationToken)
    {
        var scrap = new byte[Math.Min(bytes, 64 * 1024)];
        try
        {
            while (bytes > 0)
            {
                var read = await _body.ReadAsync(scrap.AsMemory(0, (int)Math.Min(bytes, scrap.Length)), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    break;
                bytes -= read;
            }
        }
        catch (Exception error) when (IsBreak(error))
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (bytes > 0)
            await ResumeAsync(cancellationToken).ConfigureAwait(false);
    }

    // A read under way since the last look has stalled: closing the connection makes it a break.
    private void Watch()
    {
        var reads = Volatile.Read(ref _reads);
        if (Volatile.Read(ref _reading) && reads == _readsSeen)
            _response.Dispose();
        _readsSeen = reads;
    }
}
