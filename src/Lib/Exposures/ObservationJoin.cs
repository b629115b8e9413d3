using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources;

namespace TikTokBan.Exposures;

/// <summary>One application on one device and/or by one person, with all that was observed of it.</summary>
internal sealed class Case
{
    public const string UnknownClass = "unknown";

    public required string Application { get; init; }
    public required string Class { get; init; }

    /// <summary>Index of the device, or -1.</summary>
    public required int Device { get; init; }

    /// <summary>Index of the person, or -1.</summary>
    public required int Person { get; init; }

    /// <summary>The address, where no device is known.</summary>
    public string? Address { get; init; }

    public List<Observation> Observations { get; } = [];
}

/// <summary>Joins observations to devices and people, and those of one application on one device and person to one case.</summary>
internal sealed class ObservationJoin(DeviceIndex devices, PersonIndex people)
{
    // Proxy and DNS logs repeat themselves; what each further line adds is its time and nothing else.
    private const int MostPerCase = 200;

    private readonly Dictionary<(string Application, int Device, int Person, string? Address), Case> _cases = [];
    private readonly List<(Observation Observation, int Device, int Person)> _suspicious = [];

    public IEnumerable<Case> Cases => _cases.Values;

    /// <summary>Observations of something that poses as a covered application.</summary>
    public IReadOnlyList<(Observation Observation, int Device, int Person)> Suspicious => _suspicious;

    /// <summary>Takes an observation.</summary>
    /// <returns>False where it names neither device nor person nor address and so belongs to no case.</returns>
    public bool Add(Observation observation)
    {
        var device = devices.Resolve(observation.Device);
        var observed = people.Resolve(observation.Person);
        if (observation.Match.Outcome == MatchOutcome.Suspicious)
        {
            _suspicious.Add((observation, device, observed));
            return true;
        }

        var person = PersonOf(observation, device, observed);
        var address = device < 0 && person < 0 ? observation.ClientAddress : null;
        if (device < 0 && person < 0 && address is null)
            return false;
        var application = observation.Match.Application ?? $"unidentified:{observation.Match.Indicator ?? observation.Kind.ToString()}";
        var key = (application, device, person, address);
        if (!_cases.TryGetValue(key, out var joined))
        {
            joined = new Case
            {
                Application = application,
                Class = observation.Match.ApplicationClass ?? Case.UnknownClass,
                Device = device,
                Person = person,
                Address = address,
            };
            _cases.Add(key, joined);
        }

        Keep(joined.Observations, observation);
        return true;
    }

    // What is installed is the device's, and so its primary user's, whatever name an old inventory row bears.
    // What was done is whoever's the source names; on a shared device that makes a case for each.
    private int PersonOf(Observation observation, int device, int observed)
    {
        var user = device < 0 ? -1 : devices[device].User;
        return observation.Conduct == Conduct.Installed ? (user >= 0 ? user : observed) : (observed >= 0 ? observed : user);
    }

    private static void Keep(List<Observation> kept, Observation added)
    {
        // The same app in many versions, the same host at many times: one piece of evidence, its first and last time.
        for (var i = 0; i < kept.Count; i++)
        {
            if (!IsRepeat(kept[i], added))
                continue;
            kept[i] = kept[i] with
            {
                // What one row says without a doubt is not doubted for another's sake.
                Doubt = added.Doubt is null ? null : kept[i].Doubt,
                Since = Earliest(kept[i].Since, added.Since),
                FirstObservedAt = Earliest(kept[i].FirstObservedAt, kept[i].ObservedAt, added.ObservedAt),
                ObservedAt = Latest(kept[i].ObservedAt, added.ObservedAt),
                Version = kept[i].Version is { } version && added.Version is { } other && !version.Split(", ").Contains(other) && version.Length < 200
                    ? $"{version}, {other}"
                    : kept[i].Version ?? added.Version,
            };
            return;
        }

        if (kept.Count < MostPerCase)
            kept.Add(added);
    }

    private static bool IsRepeat(Observation kept, Observation added) =>
        kept.Kind == added.Kind
        && kept.Conduct == added.Conduct
        && kept.Source == added.Source
        && string.Equals(kept.Value, added.Value, StringComparison.OrdinalIgnoreCase);

    private static DateTimeOffset? Earliest(params ReadOnlySpan<DateTimeOffset?> times)
    {
        DateTimeOffset? earliest = null;
        foreach (var time in times)
        {
            if (time < (earliest ?? DateTimeOffset.MaxValue))
                earliest = time;
        }

        return earliest;
    }

    private static DateTimeOffset? Latest(DateTimeOffset? one, DateTimeOffset? other) =>
        one is null ? other : other is null || one > other ? one : other;
}
