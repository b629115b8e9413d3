using TikTokBan.Exposures;
using TikTokBan.Ledger;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of a scan, whole or as a ledger lists it.</summary>
public static class ScanView
{
    /// <summary>Its id.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The id.</returns>
    public static string Id(ScanResult shown) => shown is null ? "" : shown.Summary.ScanId;

    /// <summary>Whose it is.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The name; empty where no profile gives one.</returns>
    public static string Authority(ScanResult shown) => shown is null ? "" : shown.Summary.Authority ?? "";

    /// <summary>What it judged by.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The id.</returns>
    public static string Directive(ScanResult shown) => shown is null ? "" : shown.Summary.Directive;

    /// <summary>As of when.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day.</returns>
    public static string AsOf(ScanResult shown) => shown is null ? "" : CellText.Day(shown.Summary.AsOf);

    /// <summary>How many devices there are, and how many of them nobody can see.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Numbers.</returns>
    public static string Devices(ScanResult shown) => shown is null ? "" : $"{CellText.Number(shown.Summary.Devices)}, {CellText.Number(shown.Summary.DevicesUnseen)} unseen";

    /// <summary>Why devices can't be seen.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Reasons with numbers.</returns>
    public static string Unseen(ScanResult shown) => shown is null ? "" : CellText.Counts(shown.Summary.UnseenByReason);

    /// <summary>How many people there are.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string People(ScanResult shown) => shown is null ? "" : CellText.Number(shown.Summary.People);

    /// <summary>The verdicts and how often each occurs.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Such as <c>Violation 12, Review 3</c>; gravest first.</returns>
    public static string Verdicts(ScanResult shown) => shown is null ? "" : CellText.Counts(shown.Summary.ByVerdict);

    /// <summary>How much is suspicious without being covered.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Suspicious(ScanResult shown) => shown is null ? "" : CellText.Number(shown.Summary.Suspicious);

    /// <summary>How many exposures it holds.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Exposures(ScanResult shown) => shown is null ? "" : CellText.Number(shown.Exposures.Count);

    /// <summary>How its sources were read.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>States with numbers.</returns>
    public static string Coverage(ScanResult shown) => shown is null ? "" : CellText.Counts(shown.Coverage.GroupBy(source => source.State).Select(state => KeyValuePair.Create(state.Key, state.Count())));

    /// <summary>How many rows could not be understood.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Rejected(ScanResult shown) => shown is null ? "" : CellText.Number(shown.Rejected.Count);

    /// <summary>As of when.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day.</returns>
    public static string StoredAsOf(StoredScan shown) => shown is null ? "" : CellText.Day(shown.AsOf);

    /// <summary>When it ended.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Universal time, to the minute.</returns>
    public static string Finished(StoredScan shown) => shown is null ? "" : CellText.Time(shown.Finished);

    /// <summary>When it began.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Universal time, to the minute.</returns>
    public static string Started(StoredScan shown) => shown is null ? "" : CellText.Time(shown.Started);

    /// <summary>What it was permitted.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Names, separated by commas.</returns>
    public static string Permissions(StoredScan shown) => shown is null ? "" : CellText.Words(shown.Permissions);
}
