using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;

namespace TikTokBan.Removal.Plans;

/// <summary>What a plan states of its scan, its devices and its reach.</summary>
internal static class PlanFacts
{
    public static PlanScan Scan(RemovalPlanRequest request, IReadOnlyList<Exposure> considered)
    {
        var (scan, summary) = (request.Scan, request.Scan.Summary);
        return new PlanScan(
            summary.ScanId,
            request.ScanFinished.ToUniversalTime(),
            summary.AsOf,
            DataAsOf(scan)?.ToUniversalTime(),
            considered.Count,
            considered.Count == scan.Exposures.Count ? null : scan.Exposures.Count,
            [.. scan.Coverage.Where(source => source.State is "partial" or "failed").Select(source => source.Source).Distinct().Order(StringComparer.Ordinal)]);
    }

    public static BlastRadius Radius(RemovalPlanRequest request, IReadOnlyList<Cohort> cohorts, Sorting sorted)
    {
        var devices = cohorts.SelectMany(cohort => cohort.Devices).ToList();
        var fleet = Math.Max(request.Scan.Summary.Devices, devices.Count);
        return new BlastRadius
        {
            Devices = devices.Count,
            People = devices.SelectMany(device => device.Candidates).Select(candidate => candidate.Exposure.Person?.Id).OfType<string>().Distinct(StringComparer.Ordinal).Count(),
            Fleet = fleet,
            Share = fleet == 0 ? 0 : Math.Round((decimal)devices.Count / fleet, 4),
            TenantWide = sorted.TenantWide.Count > 0,
            AlsoReached = sorted.TenantWide.Count == 0 ? 0 : request.Scan.Exposures.Count(exposure => exposure.Verdict is Verdict.Exempt or Verdict.OutOfScope),
            ByPlatform = Count(devices.Select(device => device.Device.Platform!)),
            ByOrganisation = Count(devices.Select(device => device.Candidates[0].Exposure.Organisation ?? "")),
            ByControl = Count(devices.SelectMany(device => device.Candidates.SelectMany(candidate => candidate.Bounded).Select(control => control.Id).Distinct())),
        };
    }

    public static IReadOnlyList<PlanRing> Rings(IReadOnlyList<List<DeviceWork>> rings, bool tenantWide)
    {
        var listed = rings.Select((ring, index) => new PlanRing(index + 1, index == 0, ring.Count, Count(ring.Select(device => device.Device.Platform!))));
        return [.. tenantWide ? listed.Append(new PlanRing(rings.Count + 1, false, 0, Count([]))) : listed];
    }

    public static IReadOnlyList<PlannedDevice> Devices(IReadOnlyList<Cohort> cohorts) =>
    [
        .. cohorts.SelectMany(cohort => cohort.Devices.Select(device => new PlannedDevice
        {
            Id = device.Id,
            EntraDeviceId = device.Candidates[0].EntraDevice,
            Name = device.Device.Name,
            Serial = device.Device.Serial,
            Platform = device.Device.Platform!,
            Enrolment = device.Device.Enrolment,
            Ownership = device.Device.Ownership,
            Organisation = device.Candidates[0].Exposure.Organisation,
            User = device.Candidates.Select(candidate => candidate.Exposure.Person?.UserPrincipalName).FirstOrDefault(name => name is not null),
            Ring = cohort.Ring,
            Cohort = cohort.Number,
            Remedies = [.. device.Candidates.Select(candidate => candidate.Remedy.Id).Distinct().Order(StringComparer.Ordinal)],
            Exposures = [.. device.Candidates.Select(candidate => candidate.Exposure.Id)],
            Applications = Applications(device),
            Payer = device.Device.Facts.Payer!,
        })),
    ];

    private static IReadOnlyList<PlannedApplication> Applications(DeviceWork device) =>
    [
        .. device.Candidates.GroupBy(candidate => candidate.Exposure.Application, StringComparer.Ordinal)
            .OrderBy(application => application.Key, StringComparer.Ordinal)
            .Select(application => new PlannedApplication(
                application.Key,
                [.. application.Select(candidate => candidate.Exposure.Id)],
                [
                    .. application.SelectMany(candidate => candidate.Exposure.Evidence)
                        .Where(piece => piece is { Outcome: MatchOutcome.Covered or MatchOutcome.Review, Conduct: Conduct.Installed })
                        .Select(piece => piece.Source).Distinct().Order(StringComparer.Ordinal),
                ])),
    ];

    // A scan of yesterday may have read an export of last year: what counts is how new the newest thing is that management said.
    private static DateTimeOffset? DataAsOf(ScanResult scan)
    {
        var read = scan.Coverage.Where(source => source.State is "read" or "partial" && source.To is not null).ToList();
        var management = read.Where(source => source.Source.StartsWith("mdm.", StringComparison.Ordinal)).ToList();
        return (management.Count > 0 ? management : read).Max(source => source.To);
    }

    private static SortedDictionary<string, int> Count(IEnumerable<string> keys)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var key in keys)
            counts[key] = counts.GetValueOrDefault(key) + 1;
        return counts;
    }
}
