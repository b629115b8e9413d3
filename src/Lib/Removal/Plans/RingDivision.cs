using System.Security.Cryptography;
using System.Text;
using TikTokBan.Exposures;

namespace TikTokBan.Removal.Plans;

/// <summary>A device with everything that is planned for it.</summary>
internal sealed class DeviceWork(IReadOnlyList<Candidate> candidates)
{
    public IReadOnlyList<Candidate> Candidates { get; } = candidates;

    public ExposedDevice Device => Candidates[0].Exposure.Device!;

    public string Id => Candidates[0].Device;

    /// <summary>What distinguishes it from devices that get something else.</summary>
    public string Key { get; } = candidates[0].Exposure.Device!.Platform + " "
        + string.Join(' ', candidates.Select(candidate => $"{candidate.Remedy.Id}/{candidate.Exposure.Application}").Distinct().Order(StringComparer.Ordinal));
}

/// <summary>Divides devices into rings: a small one that shows whether it works, spread over all sorts of device, then the others.</summary>
internal static class RingDivision
{
    private const int LargestCanary = 10;
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(7);

    public static List<List<DeviceWork>> Divide(IReadOnlyCollection<DeviceWork> devices, int? canary, int? ringSize, string seed, DateTimeOffset scanned)
    {
        if (devices.Count == 0)
            return [];
        // A device that was away for weeks would tell nothing; the rest is chance, but the same chance each time.
        var sorts = devices
            .GroupBy(device => device.Key, StringComparer.Ordinal)
            .OrderBy(sort => sort.Key, StringComparer.Ordinal)
            .GroupBy(sort => sort.First().Device.Platform)
            .SelectMany(platform => platform.Select((sort, index) => (sort, index)))
            .OrderBy(turn => turn.index)
            .Select(turn => new Queue<DeviceWork>(turn.sort.OrderBy(device => device.Device.LastContact < scanned - Fresh ? 1 : 0).ThenBy(device => Chance(seed, device.Id), StringComparer.Ordinal)))
            .ToList();
        var size = Math.Min(devices.Count, canary ?? Math.Clamp((int)Math.Ceiling(devices.Count * 0.05), 1, LargestCanary));
        var first = new List<DeviceWork>();
        while (first.Count < size)
        {
            foreach (var sort in sorts)
            {
                if (first.Count < size && sort.TryDequeue(out var device))
                    first.Add(device);
            }
        }

        var others = sorts.SelectMany(sort => sort).OrderBy(device => Chance(seed, device.Id), StringComparer.Ordinal).ToList();
        return [first, .. others.Chunk(ringSize ?? Math.Max(others.Count, 1)).Select(ring => ring.ToList())];
    }

    private static string Chance(string seed, string id) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed} {id}")));
}
