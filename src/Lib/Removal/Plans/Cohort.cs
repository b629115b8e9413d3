using TikTokBan.Directives;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>Devices of one ring that get the same: they share one group in the directory, and that group bounds what is done.</summary>
internal sealed class Cohort(string plan, int ring, int number, IReadOnlyList<DeviceWork> devices)
{
    public int Ring => ring;

    public int Number => number;

    public IReadOnlyList<DeviceWork> Devices => devices;

    public string Platform { get; } = devices[0].Device.Platform!;

    /// <summary>The name that is unique in the tenant and carries the plan's id.</summary>
    public string UniqueName { get; } = $"tiktokban-{plan}-r{ring}-c{number}";

    public string Name { get; } = $"TikTokBan {plan} ring {ring} {devices[0].Device.Platform} {number}";

    public IReadOnlyList<string> Ids { get; } = [.. devices.Select(device => device.Id)];

    public IReadOnlyList<Candidate> Candidates { get; } = [.. devices.SelectMany(device => device.Candidates)];

    /// <summary>Controls of the cohort, in the order of its remedies, each once, and the applications that each is for.</summary>
    public IEnumerable<(Control Control, IReadOnlyList<string> Applications)> Controls() => Candidates
        .SelectMany(candidate => candidate.Bounded)
        .DistinctBy(control => control.Id)
        .Select(control => (
            control,
            (IReadOnlyList<string>)[.. Candidates.Where(candidate => candidate.Bounded.Contains(control)).Select(candidate => candidate.Exposure.Application).Distinct().Order(StringComparer.Ordinal)]));
}

/// <summary>What actions state of the exposures that they answer.</summary>
internal sealed record Answered(IReadOnlyList<string> Exposures, Verdict Verdict, DateOnly? Deadline, IReadOnlyList<string> Basis)
{
    public static Answered Of(IReadOnlyCollection<Candidate> candidates) => new(
        [.. candidates.Select(candidate => candidate.Exposure.Id).Order(StringComparer.Ordinal)],
        candidates.Max(candidate => candidate.Exposure.Verdict),
        candidates.Min(candidate => candidate.Exposure.Deadline),
        [.. candidates.Select(candidate => candidate.Exposure.Basis).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
}
