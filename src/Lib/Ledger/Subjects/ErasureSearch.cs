using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>Finds what an erasure concerns.</summary>
internal static class ErasureSearch
{
    /// <summary>Finds it in a session.</summary>
    /// <exception cref="UnusableInputException">Nothing is known by the names, or who erases is who is erased.</exception>
    public static async Task<ErasureFindings> FindAsync(LedgerSession session, TimeProvider time, ErasureRequest request, bool asksForDevices, CancellationToken cancellationToken)
    {
        var keys = new SubjectKeys(session, time);
        var found = await new SubjectSearch(session, keys).FindAsync(request.Names, asksForDevices || request.IncludeDevices, cancellationToken).ConfigureAwait(false);
        if (found.Subjects.Count == 0 && found.PersonCases.Count > 0)
            throw new UnusableInputException(InputProblem.ArgumentUnusable, $"this device stands only in {found.PersonCasesText}, and such cases are erased with the person; erase by {(found.CasesOf.Count == 1 ? "that person's name" : "those people's names")}", session.Store.Name);
        if (found.Subjects.Count == 0)
            throw new UnusableInputException(InputProblem.SubjectNotFound, "this ledger knows nobody and no device by what was given; check its spelling, and give a user principal name, object id, device id or serial number", session.Store.Name);
        if ((await keys.KnownAsync(SubjectIdentity.Person(request.By).Names, cancellationToken).ConfigureAwait(false)).Intersect(found.Subjects).Any())
            throw new UnusableInputException(InputProblem.ArgumentUnusable, "nobody erases what is kept about themselves, since who erased is kept; let another person do it", session.Store.Name);
        IReadOnlyList<long> erased = request.IncludeDevices ? [.. found.Subjects.Union(found.DeviceSubjects).Order()] : found.Subjects;
        var groups = await new DocumentCopies(session, keys, found.Redactor(request.IncludeDevices), erased).FindAsync(cancellationToken).ConfigureAwait(false);
        var parts = await new SubjectSearch(session, keys).PartsAsync(erased, cancellationToken).ConfigureAwait(false);
        var preview = await PreviewAsync(session, time, found, erased, parts, groups, cancellationToken).ConfigureAwait(false);
        return new ErasureFindings(session.Head.Events, found, erased, groups, preview);
    }

    private static async Task<ErasurePreview> PreviewAsync(
        LedgerSession session, TimeProvider time, FoundSubject found, IReadOnlyList<long> erased, List<SealedPlace> parts, List<NamingGroup> groups, CancellationToken cancellationToken)
    {
        var periods = await session.QueryInAsync<long, long>("SELECT period FROM subject_key WHERE authority = @authority AND subject {in}", erased, null, cancellationToken).ConfigureAwait(false);
        var events = new PartEvents(session);
        var concerned = new Dictionary<long, PartEvent>();
        foreach (var part in parts.Select(part => part.Number).Concat(groups.SelectMany(group => group.Parts)))
        {
            var around = await OriginAsync(session, events, part, cancellationToken).ConfigureAwait(false);
            concerned[around.Number] = around;
        }

        List<string> waivers = [.. About(concerned.Values, EventKinds.Waiver, EventKinds.Revocation)];
        List<string> plans = [.. About(concerned.Values, EventKinds.Plan, EventKinds.Approval, EventKinds.Run, EventKinds.Action)];
        return new ErasurePreview
        {
            Subjects = erased,
            Devices = found.DeviceSubjects,
            People = found.CasesOf,
            PersonCases = found.PersonCases.Count,
            Keys = periods.Count,
            Parts = parts.Count,
            Months = [.. periods.Distinct().Order().Select(KeyDestruction.Month)],
            Scans = [.. About(concerned.Values, EventKinds.Scan, EventKinds.ScanRun)],
            Waivers = waivers,
            Plans = plans,
            Entries = concerned.Values.Count(one => one.Kind is EventKinds.Action or EventKinds.Run),
            Documents = groups.Sum(group => group.Parts.Count()),
            Holds = await new LegalHolds(session, DateOnly.FromDateTime(time.GetLocalNow().DateTime)).SentencesAsync(waivers, plans, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>The event that a part came with; of a copy, the one that the original came with.</summary>
    public static async Task<PartEvent> OriginAsync(LedgerSession session, PartEvents events, long part, CancellationToken cancellationToken)
    {
        var around = await events.OfAsync(part, cancellationToken).ConfigureAwait(false);
        while (around.Kind == EventKinds.Erasure && await session.FirstAsync<long>("SELECT part FROM part_replaced WHERE authority = @authority AND replacement = @part", new { part }, cancellationToken).ConfigureAwait(false) is > 0 and var original && original < part)
        {
            part = original;
            around = await events.OfAsync(part, cancellationToken).ConfigureAwait(false);
        }

        return around;
    }

    private static IEnumerable<string> About(IEnumerable<PartEvent> events, params string[] kinds) =>
        events.Where(one => one.About is not null && kinds.Contains(one.Kind)).Select(one => one.About!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}

/// <summary>What was found for an erasure.</summary>
/// <param name="Events">Number of the last event when it was searched.</param>
/// <param name="Subject">The person or device.</param>
/// <param name="Erased">Numbers of the subjects to erase.</param>
/// <param name="Groups">Keys of documents that name them.</param>
/// <param name="Preview">What people are shown of it.</param>
internal sealed record ErasureFindings(long Events, FoundSubject Subject, IReadOnlyList<long> Erased, IReadOnlyList<NamingGroup> Groups, ErasurePreview Preview);
