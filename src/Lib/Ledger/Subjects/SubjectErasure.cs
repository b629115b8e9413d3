using System.Globalization;
using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Records;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>Erases what a ledger holds about a person or device: its keys are destroyed, and the chain verifies as before.</summary>
public sealed class SubjectErasure
{
    private readonly ILedgerStore _store;
    private readonly TimeProvider _time;

    /// <param name="ledger">The ledger.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="UnusableInputException">The file of the master key can't be used.</exception>
    public SubjectErasure(LedgerLocation ledger, TimeProvider time)
        : this(LedgerStores.Open(ledger, time), time)
    {
    }

    internal SubjectErasure(ILedgerStore store, TimeProvider time) => (_store, _time) = (store, time);

    /// <summary>What an erasure would concern. Nothing is changed.</summary>
    /// <param name="request">Whose data.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">The ledger knows nobody by the names, or can't be read.</exception>
    public async Task<ErasurePreview> PreviewAsync(ErasureRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        return (await LedgerWork.ReadAsync(_store, session => ErasureSearch.FindAsync(session, _time, request, asksForDevices: true, cancellationToken), cancellationToken).ConfigureAwait(false)).Preview;
    }

    /// <summary>Erases it, wholly or not at all.</summary>
    /// <param name="request">Whose data, why, and by whom.</param>
    /// <param name="cancellationToken">Gives up; nothing is then erased.</param>
    /// <exception cref="UnusableInputException">The ledger knows nobody by the names, a waiver is in force or a run under way, or it can't be written.</exception>
    public async Task<ErasureOutcome> EraseAsync(ErasureRequest request, CancellationToken cancellationToken = default)
    {
        Check(request);
        if (request.Reason == ErasureReason.Retention)
            throw new ArgumentException("What is too old is erased by a retention.", nameof(request));
        // What takes long is done before others have to wait.
        var found = await LedgerWork.ReadAsync(_store, session => ErasureSearch.FindAsync(session, _time, request, asksForDevices: false, cancellationToken), cancellationToken).ConfigureAwait(false);
        var (number, done) = await LedgerWork.AddAsync(_store, session => EraseAsync(session, found, request, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new ErasureOutcome(number, done, await RemainingAsync(_store).ConfigureAwait(false));
    }

    /// <summary>Wipes what the engine left of destroyed keys.</summary>
    /// <returns>What may still hold them; null for nothing.</returns>
    internal static async Task<string?> RemainingAsync(ILedgerStore store)
    {
        try
        {
            // The keys are destroyed already: giving up in between would only leave their bytes.
            return await store.WipeAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (UnusableInputException)
        {
            // Its sentence would say that nothing was kept, which is true of the wiping alone.
            return $"it is done, but what deleted keys leave in the files of {store.Name} could not be wiped just now; the next erasure wipes it too, so end what else uses the ledger before that";
        }
    }

    private async Task<(long Event, ErasurePreview Done)> EraseAsync(LedgerSession session, ErasureFindings found, ErasureRequest request, CancellationToken cancellationToken)
    {
        if (session.Head.Events != found.Events)
            found = await ErasureSearch.FindAsync(session, _time, request, asksForDevices: false, cancellationToken).ConfigureAwait(false);
        if (found.Preview.Holds.Count > 0 && !request.Force)
            throw new UnusableInputException(InputProblem.RunInProgress, $"nothing was erased: {string.Join("; ", found.Preview.Holds)}; wait until that has ended, or force the erasure", _store.Name);
        using var writer = new EventWriter(session, _time);
        var redactor = found.Subject.Redactor(request.IncludeDevices);
        var documents = new DocumentCopies(session, new SubjectKeys(session, _time), redactor, found.Erased);
        var copies = new List<ErasureCopy>();
        foreach (var group in found.Groups)
            copies.AddRange(await documents.ReplaceAsync(writer, group, cancellationToken).ConfigureAwait(false));
        var destroyed = await new KeyDestruction(session, new SubjectKeys(session, _time))
            .EraseAsync(found.Erased, _time.GetUtcNow().UtcDateTime.ToString("O", CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        await OperatorNotes.AddAsync(session, writer, _time, request.By, Cleaned(request.Note, redactor), cancellationToken).ConfigureAwait(false);
        await DocumentCopies.NoteAsync(session, copies, cancellationToken).ConfigureAwait(false);
        var body = new ErasureBody
        {
            Reason = request.Reason,
            Subjects = found.Erased,
            Months = [.. destroyed.Periods.Distinct().Order()],
            Keys = destroyed.Periods.Count,
            Seen = destroyed.Seen,
            Copies = copies.Count > 0 ? copies : null,
        };
        var appended = await writer.AppendAsync(EventKinds.Erasure, null, JsonSerializer.Serialize(body, SubjectJsonContext.Stored.ErasureBody), cancellationToken).ConfigureAwait(false);
        return (appended.Number, found.Preview);
    }

    private static string? Cleaned(string? note, Redactor redactor) => note is null ? null : redactor.IsIn(note) ? Redactor.Erased : note;

    private static void Check(ErasureRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Names.All(string.IsNullOrWhiteSpace))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "nobody was named; give a user principal name, object id, device id or serial number");
        if (string.IsNullOrWhiteSpace(request.By))
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "who erases is kept; give that person's user principal name");
    }
}
