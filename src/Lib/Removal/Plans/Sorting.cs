using TikTokBan.Exposures;

namespace TikTokBan.Removal.Plans;

/// <summary>Exposures sorted into what is acted on and what is left out.</summary>
internal sealed class Sorting
{
    public required IReadOnlyList<Exposure> Considered { get; init; }

    public required IReadOnlyList<Candidate> Acted { get; init; }

    public required IReadOnlyList<DeviceWork> Devices { get; init; }

    public required IReadOnlyList<Candidate> TenantWide { get; init; }

    public required IReadOnlyList<(Exposure Exposure, LeftOutReason Reason)> LeftOut { get; init; }

    public static Sorting Of(RemovalPlanRequest request, Eligibility eligibility, CancellationToken cancellationToken)
    {
        var considered = request.Scan.Exposures.Where(exposure => request.Selected?.Contains(exposure.Id) ?? true).ToList();
        var acted = new List<Candidate>();
        var left = new List<(Exposure, LeftOutReason)>();
        foreach (var exposure in considered)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (candidate, reason) = eligibility.Decide(exposure);
            if (candidate is null)
                left.Add((exposure, reason));
            else
                acted.Add(candidate);
        }

        return new Sorting
        {
            Considered = considered,
            Acted = acted,
            Devices =
            [
                .. acted.Where(candidate => candidate.Bounded.Count > 0)
                    .GroupBy(candidate => candidate.Device, StringComparer.Ordinal)
                    .OrderBy(device => device.Key, StringComparer.Ordinal)
                    .Select(device => new DeviceWork([.. device.OrderBy(candidate => candidate.Exposure.Id, StringComparer.Ordinal)])),
            ],
            TenantWide = [.. acted.Where(candidate => candidate.TenantWide.Count > 0).OrderBy(candidate => candidate.Exposure.Id, StringComparer.Ordinal)],
            LeftOut = left,
        };
    }
}
