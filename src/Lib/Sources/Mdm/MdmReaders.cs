using TikTokBan.Sources.Live;

namespace TikTokBan.Sources.Mdm;

/// <summary>The live readers of this folder.</summary>
internal static class MdmReaders
{
    /// <summary>New ones, for one scan.</summary>
    public static IReadOnlyList<LiveReader> Create()
    {
        var reports = new MdmReports();
        var counts = new ApplicationCountsReader(reports);
        return [new DevicesReader(reports), counts, new InventoryReader(reports, counts), new InstallStatusReader(reports), new RestrictedApplicationsReader()];
    }
}
