using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>How long personal data is kept, and who applies it.</summary>
public sealed record RetentionRequest
{
    /// <summary>Days that personal data is kept, as the authority profile says; at least 1. Months are destroyed whole, when their last day is older.</summary>
    public required int Days { get; init; }

    /// <summary>Day from which those days are counted back; none in the future.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>User principal name of who does it, or name of the runbook. Sealed.</summary>
    public required string By { get; init; }
}

/// <summary>Destroys the keys of all months that are older than personal data may be kept. The numbers of scans stay.</summary>
public sealed class Retention
{
    private readonly ILedgerStore _store;
    private readonly TimeProvider _time;

    /// <param name="ledger">The ledger.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UnusableInputException">The file of the master key can't be used.</exception>
    public Retention(LedgerLocation ledger, TimeProvider time)
        : this(LedgerStores.Open(ledger, time), time)
    {
    }

    internal Retention(ILedgerStore store, TimeProvider time) => (_store, _time) = (store, time);

    /// <summary>What a retention would destroy. Nothing is changed.</summary>
    /// <param name="request">How long it is kept.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The day is in the future, or the ledger can't be read.</exception>
    public Task<ErasurePreview> PreviewAsync(RetentionRequest request, CancellationToken cancellationToken = default)
    {
        var before = Before(request);
        return LedgerWork.ReadAsync(_store, session => PreviewAsync(session, before, request.Today, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Destroys it, wholly or not at all. Waivers in force and plans of which a run is under way are sealed anew under keys of
    /// the present month.
    /// </summary>
    /// <param name="request">How long it is kept.</param>
    /// <param name="cancellationToken">Gives up; nothing is then destroyed.</param>
    /// <exception cref="UnusableInputException">The day is in the future, or the ledger can't be written.</exception>
    public async Task<ErasureOutcome> ApplyAsync(RetentionRequest request, CancellationToken cancellationToken = default)
    {
        var before = Before(request);
        var (number, done) = await LedgerWork.AddAsync(_store, session => ApplyAsync(session, before, request, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new ErasureOutcome(number, done, number == 0 ? null : await SubjectErasure.RemainingAsync(_store).ConfigureAwait(false));
    }

    private async Task<(long Event, ErasurePreview Done)> ApplyAsync(LedgerSession session, long before, RetentionRequest request, CancellationToken cancellationToken)
    {
        var preview = await PreviewAsync(session, before, request.Today, cancellationToken).ConfigureAwait(false);
        if (preview.Keys == 0)
            return (0, preview);
        using var writer = new EventWriter(session, _time);
        var copies = await new NeededParts(session, _time, request.Today).CarryAsync(writer, before, cancellationToken).ConfigureAwait(false);
        var destroyed = await new KeyDestruction(session, new SubjectKeys(session, _time)).EraseBeforeAsync(before, cancellationToken).ConfigureAwait(false);
        await OperatorNotes.AddAsync(session, writer, _time, request.By, null, cancellationToken).ConfigureAwait(false);
        await DocumentCopies.NoteAsync(session, copies, cancellationToken).ConfigureAwait(false);
        var body = new ErasureBody
        {
            Reason = ErasureReason.Retention,
            Before = before,
            Months = [.. destroyed.Periods.Distinct().Order()],
            Keys = destroyed.Periods.Count,
            Seen = destroyed.Seen,
            Copies = copies.Count > 0 ? copies : null,
        };
        var appended = await writer.AppendAsync(EventKinds.Erasure, null, JsonSerializer.Serialize(body, SubjectJsonContext.Stored.ErasureBody), cancellationToken).ConfigureAwait(false);
        return (appended.Number, preview);
    }

    private static async Task<ErasurePreview> PreviewAsync(LedgerSession session, long before, DateOnly today, CancellationToken cancellationToken)
    {
        var periods = (await session.QueryAsync<Counted>("SELECT period AS Period, count(*) AS Keys FROM subject_key WHERE authority = @authority AND period < @before GROUP BY period ORDER BY period", new { before }, cancellationToken).ConfigureAwait(false)).ToList();
        var months = periods.ConvertAll(row => KeyDestruction.Month(row.Period));
        var concerned = periods.Count == 0 ? [] : (await session.QueryAsync<PartEvent>(
            "SELECT number AS Number, kind AS Kind, about AS About, at AS At FROM event WHERE authority = @authority AND parts > 0 AND at < @limit AND kind <> @kind ORDER BY number",
            new { limit = KeyDestruction.Month(before), kind = EventKinds.Erasure },
            cancellationToken).ConfigureAwait(false)).Where(one => months.Contains(one.At[..7])).ToList();
        return new ErasurePreview
        {
            Keys = periods.Sum(row => row.Keys),
            Parts = periods.Count == 0 ? 0 : await session.FirstAsync<long>(
                "SELECT count(*) FROM part JOIN subject_key ON subject_key.authority = part.authority AND subject_key.subject = part.subject AND subject_key.period = part.period WHERE part.authority = @authority AND part.period < @before",
                new { before },
                cancellationToken).ConfigureAwait(false),
            Months = months,
            Scans = About(concerned, EventKinds.Scan),
            Waivers = About(concerned, EventKinds.Waiver),
            Plans = About(concerned, EventKinds.Plan),
            Entries = concerned.Count(one => one.Kind is EventKinds.Action or EventKinds.Run),
            Documents = (await new NeededParts(session, TimeProvider.System, today).FindAsync(before, cancellationToken).ConfigureAwait(false)).Count,
        };
    }

    private static List<string> About(IEnumerable<PartEvent> events, string kind) => [.. events.Where(one => one.Kind == kind && one.About is not null).Select(one => one.About!).Distinct(StringComparer.Ordinal)];

    // The first month that is kept: the one in which the limit lies.
    private long Before(RetentionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Days < 1)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "personal data is kept for one day at least; give a number of days from 1");
        if (string.IsNullOrWhiteSpace(request.By))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "who erases is kept; give that person's user principal name");
        // Where it is later than in UTC, today has begun earlier.
        var (here, utc) = (_time.GetLocalNow().DateTime, _time.GetUtcNow());
        if (request.Today > DateOnly.FromDateTime(here > utc.UtcDateTime ? here : utc.UtcDateTime))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "the days are counted back from a day in the future, and what may be kept until then would be destroyed now; give today or an earlier day");
        var limit = request.Today.DayNumber < request.Days ? DateOnly.MinValue : request.Today.AddDays(-request.Days);
        // Never the present month: what is needed still is sealed anew under its keys.
        return Math.Min((limit.Year * 12) + limit.Month - 1, SubjectKey.PeriodOf(utc));
    }

    private sealed class Counted
    {
        public long Period { get; init; }

        public long Keys { get; init; }
    }
}
