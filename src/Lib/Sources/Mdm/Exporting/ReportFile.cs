using System.Runtime.CompilerServices;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Live;

namespace TikTokBan.Sources.Mdm.Exporting;

/// <summary>The table in a report's file, which is looked into before it is read.</summary>
internal sealed class ReportFile : IAsyncDisposable
{
    private const int HeadLength = 64 * 1024;

    private readonly Stream _rest;
    private readonly string _report;

    private ReportFile(Stream rest, byte[] head, bool isWhole, string report)
    {
        (_rest, _report, IsWhole) = (rest, report, isWhole);
        Encoding = TextDecoding.Detect(head, isWhole);
        Head = head;
    }

    /// <summary>The first bytes, as they are.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>Whether there is no more than <see cref="Head"/>.</summary>
    public bool IsWhole { get; }

    private TextEncodingKind Encoding { get; }

    /// <summary>Takes over a zip.</summary>
    /// <exception cref="Tenants.TenantException">It is none, or its beginning is damaged.</exception>
    public static async Task<ReportFile> OpenAsync(Stream zip, string report, CancellationToken cancellationToken)
    {
        var text = await UnzippedStream.OpenAsync(zip, report, cancellationToken).ConfigureAwait(false);
        try
        {
            var head = new byte[HeadLength];
            var read = await text.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return new ReportFile(text, read == head.Length ? head : head[..read], read < head.Length, report);
        }
        catch
        {
            await text.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Gives its rows. A report without rows may have no header either, and gives nothing.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="name">What a capture calls it; null takes the report's name.</param>
    /// <param name="changed">Makes another stream of the text of a table; null for none.</param>
    public async IAsyncEnumerable<RowBatch> RowsAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken, string? name = null, Func<Stream, Stream>? changed = null)
    {
        await using var text = TextDecoding.ToUtf8(new HeadedStream(Head, _rest), Encoding);
        var first = Head.Span.TrimStart("\uFEFF \t\r\n"u8);
        if (first.IsEmpty)
            yield break;
        if (first[0] is not ((byte)'{' or (byte)'['))
        {
            yield return new DelimitedRows(changed is null ? text : changed(text), name ?? _report);
            yield break;
        }

        // The format that was not asked for, and which some services return all the same.
        foreach (var page in JsonPages.Of(text, _report))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new JsonRows(page);
        }
    }

    public ValueTask DisposeAsync() => _rest.DisposeAsync();

    /// <summary>A stream of which the beginning was read already.</summary>
    private sealed class HeadedStream(ReadOnlyMemory<byte> head, Stream rest) : ForwardStream
    {
        private int _given;

        public override int Read(Span<byte> buffer)
        {
            if (_given == head.Length)
                return rest.Read(buffer);
            var read = Math.Min(buffer.Length, head.Length - _given);
            head.Span.Slice(_given, read).CopyTo(buffer);
            _given += read;
            return read;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _given == head.Length ? rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                rest.Dispose();
            base.Dispose(disposing);
        }
    }
}
