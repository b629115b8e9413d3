using TikTokBan.Exposures;

namespace TikTokBan.Reports.Model;

/// <summary>Devices of cases.</summary>
internal static class KnownDevices
{
    /// <summary>Distinct devices. A network address is a case of its own and no device that the authority is known to have.</summary>
    public static long Count(IEnumerable<Exposure> exposures) =>
        exposures.Where(one => one.Device is { } device && device.Id != device.Address).Select(one => one.Device!.Id).Distinct(StringComparer.Ordinal).LongCount();
}
