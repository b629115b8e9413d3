using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.Live;

/// <summary>
/// Asks a tenant for one kind of rows. A reader only fetches: what a row means is told by the same <see cref="Exports.Shape"/>
/// that reads the portals' exports, so that a live scan and one of exports can't differ. Reads once; makes no record itself.
/// </summary>
internal abstract class LiveReader
{
    /// <summary>What a row means.</summary>
    public abstract Shape Shape { get; }

    /// <summary>What people are shown as its place, and what references begin with, such as <c>graph/users</c>.</summary>
    public abstract string Location { get; }

    /// <summary>
    /// The property that tells one row from another (in the form of <see cref="Header.Normal"/>), so that a row that a service
    /// gives twice is counted once; null tells by the whole row.
    /// </summary>
    public virtual string? IdProperty => "id";

    /// <summary>Whether it is read only when it is asked for by name.</summary>
    public virtual bool IsOptional => false;

    /// <summary>Fetches rows.</summary>
    /// <param name="scan">What the readers of one scan share.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Batches in order. Each is used up before the next is asked for.</returns>
    /// <exception cref="Tenants.TenantException">They can't be read, or not to their end; what was given before stays.</exception>
    public abstract IAsyncEnumerable<RowBatch> ReadAsync(LiveScan scan, CancellationToken cancellationToken);
}

/// <summary>Rows as a service gave them.</summary>
internal abstract record RowBatch;

/// <summary>A JSON document with rows: a root array, or one under <c>value</c>, <c>values</c> or <c>results</c>.</summary>
/// <param name="Document">UTF-8 text; valid until the next batch is asked for.</param>
internal sealed record JsonRows(ReadOnlyMemory<byte> Document) : RowBatch;

/// <summary>A whole delimited table with its header line, as it arrives. Whoever takes the batch disposes of the stream.</summary>
/// <param name="Text">Unpacked text.</param>
/// <param name="Name">Name for a capture, such as <c>AppInvRawData</c>.</param>
internal sealed record DelimitedRows(Stream Text, string Name) : RowBatch;
