using TikTokBan.Authorities;
using TikTokBan.Catalogue;
using TikTokBan.Directives;

namespace TikTokBan.Exposures;

/// <summary>Gathers the facts of a case from every stage before this one, has it judged, and makes an exposure of it.</summary>
internal sealed class CaseJudge
{
    private readonly ScanRequest _request;
    private readonly DeviceIndex _devices;
    private readonly PersonIndex _people;
    private readonly WaiverIndex _waivers;
    private readonly Judge _judge;
    private readonly DeviceFactGathering _gathering;
    private readonly ScanText _text;

    // The judge asks about an application by its id; one that only its publisher gives away has a class at most.
    private Case? _current;

    public CaseJudge(ScanRequest request, ScannedWorld world)
    {
        _request = request;
        (_devices, _people, _waivers) = (world.Devices, world.People, world.Waivers);
        var listed = CatalogueFacts.Of(request.Catalogue);
        _judge = new Judge(request.Directive, id => listed(id) ?? FactsOfUnlisted(_current!));
        _gathering = new DeviceFactGathering(request.Profile, world);
        _text = new ScanText(request.Language);
    }

    /// <summary>How often each assumption supplied a fact, by id.</summary>
    public Dictionary<string, long> AssumptionsUsed { get; } = new(StringComparer.Ordinal);

    public Exposure Decide(Case found)
    {
        _current = found;
        var device = found.Device < 0 ? null : _devices[found.Device];
        var person = found.Person < 0 ? null : _people[found.Person];
        var (facts, assumptions, organisation, register) = _gathering.Of(found.Device, found.Person);
        var population = PopulationOf(device, person, organisation);
        var waivers = _waivers.Of(found.Device, found.Person, found.Application);
        var (judgement, conduct) = MildestOf(waivers, found, facts, population);
        var reasons = new List<string>(judgement.Reasons);
        var verdict = judgement.Verdict;
        if (IsActedOn(verdict) && found.Observations.TrueForAll(IsWeak))
        {
            // Removing something on one weak sign is worse than asking once more.
            verdict = Verdict.Review;
            reasons.Insert(0, _text.NeedsSecondSignal(_text.Of(judgement.Verdict), _text.Of(conduct)));
        }

        if (waivers.Count > 0 && !_waivers.Holds(waivers[0]))
            reasons.Add(_text.WaiverDoesNotHold(waivers[0].Id));
        foreach (var assumption in assumptions)
        {
            reasons.Add(_text.Assumed(assumption.Text.In(_request.Language)));
            AssumptionsUsed[assumption.Id] = AssumptionsUsed.GetValueOrDefault(assumption.Id) + 1;
        }

        foreach (var conflict in register?.Conflicts ?? [])
            reasons.Add(_text.RegisterDisagrees(conflict));

        var evidence = EvidenceOrder.Of(found.Observations);
        return new Exposure
        {
            Id = StableId.OfExposure(found.Application, DeviceId(found.Device), PersonId(found.Person), found.Address),
            Application = found.Application,
            Class = found.Class,
            Conducts = [.. found.Observations.Select(observation => observation.Conduct).Distinct().Order()],
            Device = device is null ? AddressOnly(found) : Expose(device, found.Device, facts),
            Person = person is null ? null : Expose(person, found.Person, population),
            Organisation = organisation?.Id,
            FirstSeen = found.Observations.Min(observation => observation.Since ?? observation.FirstObservedAt ?? observation.ObservedAt),
            LastSeen = found.Observations.Max(observation => observation.ObservedAt ?? observation.Since),
            Confidence = ConfidenceOf(found),
            Evidence = evidence,
            Directive = _request.Directive.Id,
            Verdict = verdict,
            Deadline = verdict == Verdict.RemoveBy ? judgement.Deadline : null,
            Rule = judgement.Rule,
            Basis = judgement.Basis,
            Reasons = reasons,
            Missing = judgement.Missing,
        };
    }

    public string? DeviceId(int index)
    {
        if (index < 0)
            return null;
        var device = _devices[index];
        return _devices.Keys.TextOf(device.IntuneKey) ?? _devices.Keys.TextOf(device.EntraKey)
            ?? _devices.Keys.TextOf(device.DefenderKey) ?? device.Serial ?? device.Name?.ToLowerInvariant() ?? device.Imei;
    }

    public string? PersonId(int index)
    {
        if (index < 0)
            return null;
        var person = _people[index];
        return _people.Keys.TextOf(person.Key) ?? (person.UserPrincipalName ?? person.Mail)?.ToLowerInvariant();
    }

    // Of several waivers that hold, one that exempts is enough; which one it is must not hang on when the others expire.
    private (Judgement Judgement, Conduct Conduct) MildestOf(IReadOnlyList<Sources.WaiverRecord> waivers, Case found, DeviceFacts facts, IReadOnlyList<string>? population)
    {
        (Judgement Judgement, Conduct Conduct)? mildest = null;
        foreach (var waiver in waivers.Where(_waivers.Holds))
        {
            var judged = Gravest(found, facts, population, waiver.Facts, hasNoWaiver: false);
            if (mildest is null || judged.Judgement.Verdict < mildest.Value.Judgement.Verdict)
                mildest = judged;
        }

        return mildest ?? Gravest(found, facts, population, null, waivers.Count > 0 || _waivers.Known);
    }

    private (Judgement Judgement, Conduct Conduct) Gravest(Case found, DeviceFacts facts, IReadOnlyList<string>? population, WaiverFacts? waiver, bool hasNoWaiver)
    {
        Judgement? gravest = null;
        var of = Conduct.Installed;
        foreach (var conduct in found.Observations.Select(observation => observation.Conduct).Distinct().Order())
        {
            var since = found.Observations.Where(observation => observation.Conduct == conduct).Min(observation => observation.Since);
            var judgement = _judge.Decide(
                new CaseFacts
                {
                    Directive = _request.Directive.Id,
                    Date = _request.AsOf,
                    Application = found.Application,
                    Conduct = conduct,
                    InstalledSince = since is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : null,
                    Person = new PersonFacts { Population = population },
                    Device = facts,
                    Network = found.Observations.Any(IsFromOwnNetwork) ? "institution" : null,
                    Waiver = waiver,
                    HasNoWaiver = waiver is null && hasNoWaiver,
                },
                _request.Language);
            if (gravest is null || judgement.Verdict > gravest.Verdict)
                (gravest, of) = (judgement, conduct);
        }

        return (gravest!, of);
    }

    private static ApplicationFacts FactsOfUnlisted(Case found) => new(found.Class == Case.UnknownClass ? null : found.Class);

    // An application of a class that is for the policy owner to decide is not in doubt itself: its directive decides.
    private bool IsWeak(Sources.Observation observation) =>
        observation.Match.Outcome == MatchOutcome.Review
        && !(observation.Match is { Application: { } id, ConfirmedBy: > 1 } && _request.Catalogue.Find(id)?.Outcome == MatchOutcome.Review);

    private static bool IsActedOn(Verdict verdict) => verdict is Verdict.Violation or Verdict.RemoveBy or Verdict.Block;

    // The institution's own proxy and resolver see nothing but its own network.
    private static bool IsFromOwnNetwork(Sources.Observation observation) =>
        observation.Source is "network.proxy" or "network.dns" or "network.tls";

    private IReadOnlyList<string>? PopulationOf(KnownDevice? device, KnownPerson? person, Organisation? organisation)
    {
        if (organisation?.Populations is { } own)
            return own;
        // A guest is somebody else's official. Whoever has left the directory, or is named nowhere, holds a device that
        // device management lists: it is the authority's own, and enrolling it took an account of the directory.
        var belongs = person is { Listed: true } ? !person.Guest : device?.InMdm ?? false;
        return belongs ? _request.Profile.Populations : null;
    }

    private static Confidence ConfidenceOf(Case found)
    {
        var covered = found.Observations.Where(observation => observation.Match.Outcome == MatchOutcome.Covered).ToList();
        if (covered.Count == 0)
            return Confidence.Possible;
        var onDevice = found.Device >= 0 && covered.Any(observation => observation.Doubt is null);
        var sources = covered.Select(observation => observation.Source).Distinct().Count();
        return onDevice || sources > 1 ? Confidence.Confirmed : Confidence.Probable;
    }

    private static ExposedDevice? AddressOnly(Case found) => found.Address is null
        ? null
        : new ExposedDevice { Id = found.Address, Address = found.Address, Facts = new DeviceFacts() };

    private ExposedDevice Expose(KnownDevice device, int index, DeviceFacts facts) => new()
    {
        Id = DeviceId(index)!,
        IntuneId = _devices.Keys.TextOf(device.IntuneKey),
        EntraDeviceId = _devices.Keys.TextOf(device.EntraKey),
        Name = device.Name,
        Platform = device.Platform,
        OsVersion = device.OsVersion,
        Model = device.Model,
        Serial = device.Serial,
        Enrolment = device.Enrolment,
        Supervised = device.Supervised,
        Ownership = device.Ownership,
        LastContact = device.LastContact,
        Facts = facts,
    };

    private ExposedPerson Expose(KnownPerson person, int index, IReadOnlyList<string>? population) => new()
    {
        Id = PersonId(index)!,
        UserPrincipalName = person.UserPrincipalName ?? person.Mail,
        DisplayName = person.DisplayName,
        Department = person.Department,
        Language = person.Language,
        Population = population,
    };
}
