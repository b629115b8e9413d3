using System.Globalization;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of how many a plan reaches.</summary>
public static class BlastRadiusView
{
    /// <summary>The share of the fleet.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>In per cent, with two decimals.</returns>
    public static string Share(BlastRadius shown) => shown is null ? "" : shown.Share.ToString("P2", CultureInfo.InvariantCulture);

    /// <summary>Whether it reaches everybody.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no, with a mark where it does.</returns>
    public static string TenantWide(BlastRadius shown) => shown is null ? "" : shown.TenantWide ? Paint.Look("yes") : "no";

    /// <summary>Devices by platform.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Names with numbers.</returns>
    public static string ByPlatform(BlastRadius shown) => shown is null ? "" : CellText.Counts(shown.ByPlatform);

    /// <summary>Devices by organisation.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Names with numbers; a question mark where the organisation isn't known.</returns>
    public static string ByOrganisation(BlastRadius shown) => shown is null ? ""
        : CellText.Counts(shown.ByOrganisation.Select(one => KeyValuePair.Create(one.Key.Length == 0 ? "?" : one.Key, one.Value)));

    /// <summary>Devices by control.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Ids of controls with numbers.</returns>
    public static string ByControl(BlastRadius shown) => shown is null ? "" : CellText.Counts(shown.ByControl);
}
