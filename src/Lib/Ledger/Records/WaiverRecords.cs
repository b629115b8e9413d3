using System.Globalization;
using System.Text.Json;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;
using TikTokBan.Ledger.Subjects;
using TikTokBan.Waivers;

namespace TikTokBan.Ledger.Records;

/// <summary>
/// Reads and adds what happened to waivers, within a session. A waiver is sealed under its holder, or its device where it
/// names no holder; who granted, approved and revoked it are sealed apart, each under a key of their own.
/// </summary>
internal static class WaiverRecords
{
    private static readonly string[] Kinds = [EventKinds.Waiver, EventKinds.Revocation];

    /// <summary>Every waiver as it stands, in the order of granting, without those that were erased.</summary>
    /// <param name="session">A session.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">They can't be read, or were altered.</exception>
    public static async Task<List<Waiver>> ReadAsync(LedgerSession session, TimeProvider time, CancellationToken cancellationToken = default) =>
        [.. (await LoadAsync(session, new SubjectKeys(session, time), cancellationToken).ConfigureAwait(false)).Select(known => known.Waiver).OfType<Waiver>()];

    /// <summary>Adds a waiver; one without an id gets the next number of the year in which it was granted.</summary>
    /// <exception cref="UnusableInputException">Its id is taken.</exception>
    public static async Task<Waiver> GrantAsync(LedgerSession session, TimeProvider time, Waiver waiver, CancellationToken cancellationToken)
    {
        using var writer = new RecordWriter(session, time);
        var known = await LoadAsync(session, writer.Keys, cancellationToken).ConfigureAwait(false);
        if (waiver.Id.Length == 0)
            waiver = waiver with { Id = NextId(known, waiver.GrantedAt.Year) };
        else if (known.Exists(other => other.Id.Equals(waiver.Id, StringComparison.OrdinalIgnoreCase)))
            throw new UnusableInputException(InputProblem.WaiverRefused, $"there is a waiver '{waiver.Id}' already; give another id, or none to get the next number", session.Store.Name);
        await writer.SealAsync(SubjectOf(waiver), waiver with { Grantor = "", ApprovedBy = "", Revocation = null }, WaiverJsonContext.Stored.Waiver, cancellationToken).ConfigureAwait(false);
        await writer.SealAsync(new NamedPerson(NamedPerson.Grantor, waiver.Grantor), cancellationToken).ConfigureAwait(false);
        await writer.SealAsync(new NamedPerson(NamedPerson.Approver, waiver.ApprovedBy), cancellationToken).ConfigureAwait(false);
        await writer.AppendAsync(
            EventKinds.Waiver,
            waiver.Id,
            new WaiverBody(waiver.Directive, waiver.Kind, waiver.ValidFrom, waiver.Expires),
            RecordJsonContext.Stored.WaiverBody,
            cancellationToken).ConfigureAwait(false);
        return waiver;
    }

    /// <summary>Adds that a waiver was taken back.</summary>
    /// <exception cref="UnusableInputException">There is no such waiver, or it was revoked before.</exception>
    public static async Task<Waiver> RevokeAsync(LedgerSession session, TimeProvider time, string id, WaiverRevocation revocation, CancellationToken cancellationToken)
    {
        using var writer = new RecordWriter(session, time);
        List<Waiver> known = [.. (await LoadAsync(session, writer.Keys, cancellationToken).ConfigureAwait(false)).Select(one => one.Waiver).OfType<Waiver>()];
        var waiver = known.Find(other => other.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw WaiverRegister.NotFound(id, known);
        if (waiver.Revocation is { } earlier)
            throw new UnusableInputException(InputProblem.WaiverRefused, $"the waiver '{waiver.Id}' was revoked already, on {earlier.On:yyyy-MM-dd} by {earlier.By}; nothing was changed");
        await writer.SealAsync(SubjectOf(waiver), revocation with { By = "" }, WaiverJsonContext.Stored.WaiverRevocation, cancellationToken).ConfigureAwait(false);
        await writer.SealAsync(new NamedPerson(NamedPerson.Revoker, revocation.By), cancellationToken).ConfigureAwait(false);
        await writer.AppendAsync(EventKinds.Revocation, waiver.Id, new RevocationBody(revocation.At, revocation.On), RecordJsonContext.Stored.RevocationBody, cancellationToken).ConfigureAwait(false);
        return waiver with { Revocation = revocation };
    }

    /// <summary>Whose key it is sealed under.</summary>
    private static SubjectIdentity SubjectOf(Waiver waiver) =>
        waiver.Holder is not null ? SubjectIdentity.Person(waiver.Holder) : SubjectIdentity.Device(waiver.DeviceId, waiver.Serial);

    // A number once given is never given again: the event stays when what it told is erased.
    private static string NextId(List<KnownWaiver> known, int year)
    {
        var prefix = string.Create(CultureInfo.InvariantCulture, $"WL-{year:D4}-");
        var last = known
            .Where(waiver => waiver.Id.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Max(waiver => int.TryParse(waiver.Id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0 as int?);
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{(last ?? 0) + 1L:D4}");
    }

    private static async Task<List<KnownWaiver>> LoadAsync(LedgerSession session, SubjectKeys keys, CancellationToken cancellationToken)
    {
        var all = new List<KnownWaiver>();
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var one in await StoredEvents.ReadAsync(session, keys, Kinds, cancellationToken).ConfigureAwait(false))
        {
            var id = one.Event.About!;
            if (one.Event.Kind == EventKinds.Waiver)
            {
                places[id] = all.Count;
                all.Add(new KnownWaiver(id, Granted(one)));
            }
            else if (places.TryGetValue(id, out var place) && all[place].Waiver is { } waiver)
            {
                all[place] = new KnownWaiver(id, waiver with { Revocation = Revoked(one) });
            }
        }

        return all;
    }

    private static Waiver? Granted(OpenedEvent one) => one.Parts[0].Content is { } content
        ? JsonSerializer.Deserialize(content, WaiverJsonContext.Stored.Waiver)! with { Grantor = one.NameAt(1), ApprovedBy = one.NameAt(2) }
        : null;

    // That it was taken back, and when, outlives why and by whom.
    private static WaiverRevocation Revoked(OpenedEvent one)
    {
        var revocation = one.Parts[0].Content is { } content ? JsonSerializer.Deserialize(content, WaiverJsonContext.Stored.WaiverRevocation)! : Remaining();
        return revocation with { By = one.NameAt(1) };

        WaiverRevocation Remaining()
        {
            var body = JsonSerializer.Deserialize(one.Event.Body, RecordJsonContext.Stored.RevocationBody)!;
            return new WaiverRevocation(body.At, body.On, NamedPerson.Erased, NamedPerson.Erased);
        }
    }

    /// <summary>A waiver that the chain tells of.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Waiver">It; null where it was erased.</param>
    private sealed record KnownWaiver(string Id, Waiver? Waiver);
}
