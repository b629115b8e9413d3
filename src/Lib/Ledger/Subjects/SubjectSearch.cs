using System.Globalization;
using System.Runtime.CompilerServices;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>Finds everything that is sealed under a person's or a device's own keys, and what tells them.</summary>
internal sealed class SubjectSearch(LedgerSession session, SubjectKeys keys)
{
    private const int PartsAtOnce = 1000;

    /// <summary>Finds the subjects that are known by any of the names, and by the names that their own parts hold.</summary>
    /// <param name="names">Names of one person or device.</param>
    /// <param name="asksForDevices">Whether to look for devices that only this person's cases name: every case of the ledger is then opened.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<FoundSubject> FindAsync(IReadOnlyList<string> names, bool asksForDevices, CancellationToken cancellationToken = default)
    {
        var (person, thing) = (new PersonalIdentifiers(), new PersonalIdentifiers());
        var people = await FollowAsync(SubjectIdentity.Person([.. names]).Names, person, found => SubjectIdentity.Person([.. found.People]).Names, cancellationToken).ConfigureAwait(false);
        var things = await FollowAsync(SubjectIdentity.Device([.. names]).Names, thing, found => SubjectIdentity.Device([.. found.Devices.SelectMany(device => device.Ids)]).Names, cancellationToken).ConfigureAwait(false);
        foreach (var name in names.Where(_ => people.Count > 0))
            person.AddPerson(name);
        foreach (var name in names.Where(_ => things.Count > 0))
            thing.AddDevice(name);
        var own = asksForDevices && person.Devices.Count > 0 ? await ExclusiveAsync(person.Devices, people, cancellationToken).ConfigureAwait(false) : [];
        var devices = await keys.KnownAsync(SubjectIdentity.Device([.. own.SelectMany(device => device.Ids)]).Names, cancellationToken).ConfigureAwait(false);
        // Only a device is found by its cases: those of a person are sealed under the person, and found by the person's names.
        List<string> ids = people.Count > 0 ? [] : [.. names.Concat(thing.Devices.SelectMany(device => device.Ids)).Where(name => !string.IsNullOrWhiteSpace(name) && !name.Contains('@', StringComparison.Ordinal)).Select(name => name.Trim())];
        var cases = ids.Count > 0 ? await NamingAsync(ids, cancellationToken).ConfigureAwait(false) : [];
        return new FoundSubject([.. people.Union(things).Order()], [.. devices.Except(things)], person, [.. thing.Devices], own) { PersonCases = cases };
    }

    /// <summary>Numbers of the parts that are sealed under subjects' own keys, and can still be opened.</summary>
    public async Task<List<SealedPlace>> PartsAsync(IReadOnlyCollection<long> subjects, CancellationToken cancellationToken = default) =>
        [.. (await session.QueryInAsync<SealedPlace, long>(
            """
            SELECT part.number AS Number, part.subject AS Subject, part.period AS Period
            FROM part JOIN subject_key ON subject_key.authority = part.authority AND subject_key.subject = part.subject AND subject_key.period = part.period
            WHERE part.authority = @authority AND part.subject {in}
              AND NOT EXISTS (SELECT 1 FROM part_replaced WHERE part_replaced.authority = part.authority AND part_replaced.part = part.number)
            """,
            subjects,
            null,
            cancellationToken).ConfigureAwait(false)).OrderBy(place => place.Number)];

    // A name leads to parts, and those to further names of the same subject.
    private async Task<HashSet<long>> FollowAsync(IEnumerable<string> names, PersonalIdentifiers into, Func<PersonalIdentifiers, IEnumerable<string>> further, CancellationToken cancellationToken)
    {
        var found = new HashSet<long>();
        var asked = new HashSet<string>(StringComparer.Ordinal);
        for (var next = names.ToList(); next.Count > 0; next = [.. further(into).Where(asked.Add)])
        {
            asked.UnionWith(next);
            var fresh = (await keys.KnownAsync(next, cancellationToken).ConfigureAwait(false)).Where(found.Add).ToList();
            foreach (var some in (await PartsAsync(fresh, cancellationToken).ConfigureAwait(false)).Chunk(PartsAtOnce))
            {
                foreach (var content in (await SealedParts.ReadAsync(session, keys, some.Select(place => place.Number), cancellationToken).ConfigureAwait(false)).Values)
                {
                    if (content is not null)
                        into.AddPart(content);
                }
            }
        }

        return found;
    }

    // Every other case is opened: which device a case names is known from nothing else.
    private async Task<List<NamedDevice>> ExclusiveAsync(IReadOnlyCollection<NamedDevice> candidates, HashSet<long> people, CancellationToken cancellationToken)
    {
        var shared = new HashSet<NamedDevice>();
        await foreach (var (_, other) in PeopleAsync(people, cancellationToken).ConfigureAwait(false))
            shared.UnionWith(candidates.Where(device => other.Devices.Any(named => named.Ids.Overlaps(device.Ids))));
        return [.. candidates.Where(device => !shared.Contains(device))];
    }

    // A case of a person and a device is sealed under the person alone.
    private async Task<List<SealedPlace>> NamingAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var events = new PartEvents(session);
        var cases = new List<SealedPlace>();
        await foreach (var (place, told) in PeopleAsync([], cancellationToken).ConfigureAwait(false))
        {
            if (told.Devices.Any(device => device.Ids.Overlaps(ids)) && (await ErasureSearch.OriginAsync(session, events, place.Number, cancellationToken).ConfigureAwait(false)).Kind == EventKinds.Scan)
                cases.Add(place);
        }

        return cases;
    }

    // What is sealed under subjects' keys and names a person, of all subjects but some.
    private async IAsyncEnumerable<(SealedPlace Place, PersonalIdentifiers Told)> PeopleAsync(HashSet<long> but, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var last = 0L; ;)
        {
            var page = (await session.QueryAsync<SealedPart>(
                $"SELECT {SealedPart.Columns} FROM part WHERE authority = @authority AND number > @last AND subject <> 0 ORDER BY number LIMIT @PartsAtOnce",
                new { last, PartsAtOnce },
                cancellationToken).ConfigureAwait(false)).ToList();
            if (page.Count == 0)
                yield break;
            last = page[^1].Number;
            await keys.LoadAsync(page.Select(part => (part.Subject, part.Period)), cancellationToken).ConfigureAwait(false);
            var replaced = (await session.QueryInAsync<long, long>("SELECT part FROM part_replaced WHERE authority = @authority AND part {in}", [.. page.Select(part => part.Number)], null, cancellationToken).ConfigureAwait(false)).ToHashSet();
            foreach (var part in page.Where(part => !but.Contains(part.Subject) && !replaced.Contains(part.Number)))
            {
                if (SealedParts.Open(session, keys, part) is not { } content)
                    continue;
                var told = new PersonalIdentifiers();
                told.AddPart(content);
                if (told.People.Count > 0)
                    yield return (new SealedPlace { Number = part.Number, Subject = part.Subject, Period = part.Period }, told);
            }
        }
    }
}

/// <summary>Where a sealed part is.</summary>
internal sealed class SealedPlace
{
    public long Number { get; init; }

    public long Subject { get; init; }

    public long Period { get; init; }
}

/// <summary>A person or device, as the ledger knows it.</summary>
/// <param name="Subjects">Numbers of its subjects.</param>
/// <param name="DeviceSubjects">Numbers of the subjects of the person's own devices.</param>
/// <param name="Person">What tells the person.</param>
/// <param name="Things">The device that was named itself.</param>
/// <param name="OwnDevices">Devices that only this person's cases name.</param>
internal sealed record FoundSubject(IReadOnlyList<long> Subjects, IReadOnlyList<long> DeviceSubjects, PersonalIdentifiers Person, IReadOnlyList<NamedDevice> Things, IReadOnlyList<NamedDevice> OwnDevices)
{
    /// <summary>Cases of people that name the device that was named itself; none where a person was found.</summary>
    public IReadOnlyList<SealedPlace> PersonCases { get; init; } = [];

    /// <summary>Numbers of the subjects whose cases those are.</summary>
    public IReadOnlyList<long> CasesOf => [.. PersonCases.Select(place => place.Subject).Distinct().Order()];

    /// <summary>Those cases and whose they are, without names: <c>3 cases of one person (subject 4)</c>.</summary>
    public string PersonCasesText
    {
        get
        {
            var (count, people) = (PersonCases.Count, CasesOf);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{count} {(count == 1 ? "case" : "cases")} of {(people.Count == 1 ? "one person" : $"{people.Count} people")} ({(people.Count == 1 ? "subject" : "subjects")} {string.Join(", ", people)})");
        }
    }

    /// <summary>What is taken out of documents.</summary>
    /// <param name="withDevices">Whether the person's own devices are too.</param>
    public Redactor Redactor(bool withDevices)
    {
        List<NamedDevice> devices = withDevices ? [.. Things, .. OwnDevices] : [.. Things];
        return new Redactor(Person.Strong(devices), Person.Weak(devices));
    }
}
