using System.Security.Cryptography.X509Certificates;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;

namespace TikTokBan.Ledger.Chain;

/// <summary>
/// Appends events to the chain that a session holds. Parts and segments that are added belong to the event that is appended next;
/// they go to the store in bulk as they come, so that an event of any size needs little memory.
/// </summary>
internal sealed class EventWriter(LedgerSession session, TimeProvider time) : IDisposable
{
    private const int RowsAtOnce = 4096;

    // Before anything is written, as what a certificate that can't be used would stop must not have happened yet.
    private readonly X509Certificate2? _signer = session.Store.Signer?.At(time.GetUtcNow());
    private readonly ContentHash _content = new();
    private readonly List<object?[]> _parts = [];
    private readonly List<object?[]> _segments = [];
    private readonly List<object?[]> _events = [];
    private long _firstPart;
    private long _partCount;
    private long _segmentCount;
    private bool _knowsDay;

    /// <summary>Whether events wait until <see cref="FlushAsync"/> stores them together, which is quicker for many small ones; else each is stored as it comes.</summary>
    public bool Gathers { get; init; }

    /// <summary>Number of the event that is appended next.</summary>
    public long Next => session.Head.Events + 1;

    /// <summary>Adds a sealed part of the next event. All parts come before the first segment.</summary>
    /// <returns>Its number.</returns>
    public async Task<long> AddPartAsync(SubjectKey key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        if (_segmentCount > 0)
            throw new InvalidOperationException("Parts come before segments.");
        var number = session.Head.Parts + 1;
        session.Head = session.Head with { Parts = number };
        var data = key.Seal(content.Span, session.Head.Chain, number);
        var digest = key.Digest(content.Span);
        _content.AddPart(key.Subject, key.Period, digest, data);
        if (_partCount++ == 0)
            _firstPart = number;
        _parts.Add([number, key.Subject, key.Period, digest, data]);
        if (_parts.Count == RowsAtOnce)
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        return number;
    }

    /// <summary>Adds a segment of the next event.</summary>
    public async Task AddSegmentAsync(int items, byte[] data, CancellationToken cancellationToken = default)
    {
        _content.AddSegment(items, data);
        _segments.Add([Next, _segmentCount++, (long)items, data]);
        if (_segments.Count == 16)
            await FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Appends an event with what was added since the last; after it a checkpoint, where one is due.</summary>
    /// <param name="kind">One of <see cref="EventKinds"/>.</param>
    /// <param name="about">Id of what it is about.</param>
    /// <param name="body">What it tells: JSON, without personal data.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<LedgerEvent> AppendAsync(string kind, string? about, string body, CancellationToken cancellationToken = default)
    {
        var isDue = await IsToBeSignedAsync(kind, cancellationToken).ConfigureAwait(false);
        if (!Gathers)
            await FlushAsync(cancellationToken).ConfigureAwait(false);
        var unsigned = new LedgerEvent
        {
            Number = Next,
            Kind = kind,
            About = about,
            At = LedgerEvent.Moment(time),
            Body = body,
            FirstPart = _firstPart,
            Parts = _partCount,
            Segments = _segmentCount,
            Content = _content.End(),
        };
        var appended = unsigned with { Hash = unsigned.Chained(session.Head.Chain, session.Head.Hash) };
        if (Gathers)
        {
            _events.Add([appended.Number, kind, about, appended.At, body, appended.FirstPart, appended.Parts, appended.Segments, appended.Content, appended.Hash]);
        }
        else
        {
            await session.ExecuteAsync(
                "INSERT INTO event (authority, number, kind, about, at, body, first_part, parts, segments, content, hash) VALUES (@authority, @Number, @Kind, @About, @At, @Body, @FirstPart, @Parts, @Segments, @Content, @Hash)",
                appended,
                cancellationToken).ConfigureAwait(false);
        }

        session.Head = session.Head with { Events = appended.Number, Hash = appended.Hash };
        (_firstPart, _partCount, _segmentCount) = (0, 0, 0);
        if (isDue || Next % Checkpoints.Every == 0)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            await Checkpoints.AppendAsync(session, this, _signer, time, cancellationToken).ConfigureAwait(false);
        }

        return appended;
    }

    // What has no signature after it could be written anew. The entries of a run come by the hundred, so a day's first must do there;
    // a scan is followed by what tells of its run. An unsigned checkpoint would hinder nobody, so none is made for this.
    private async Task<bool> IsToBeSignedAsync(string kind, CancellationToken cancellationToken)
    {
        if (_signer is null || kind is EventKinds.Checkpoint or EventKinds.Scan)
            return false;
        if (kind is not (EventKinds.Plan or EventKinds.Approval or EventKinds.Run or EventKinds.Action))
            return true;
        if (_knowsDay)
            return false;
        _knowsDay = true;
        var last = await session.FirstAsync<string>("SELECT at FROM event WHERE authority = @authority AND number = @last", new { last = session.Head.Events }, cancellationToken).ConfigureAwait(false);
        return last is null || string.CompareOrdinal(last, 0, LedgerEvent.Moment(time), 0, "yyyy-MM-dd".Length) != 0;
    }

    /// <summary>Stores what waits.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken = default)
    {
        if (_parts.Count > 0)
            await session.CopyAsync("part", ["number", "subject", "period", "digest", "data"], _parts, cancellationToken).ConfigureAwait(false);
        _parts.Clear();
        if (_segments.Count > 0)
            await session.CopyAsync("segment", ["event", "ordinal", "items", "data"], _segments, cancellationToken).ConfigureAwait(false);
        _segments.Clear();
        if (_events.Count > 0)
            await session.CopyAsync("event", ["number", "kind", "about", "at", "body", "first_part", "parts", "segments", "content", "hash"], _events, cancellationToken).ConfigureAwait(false);
        _events.Clear();
    }

    public void Dispose() => _content.Dispose();
}
