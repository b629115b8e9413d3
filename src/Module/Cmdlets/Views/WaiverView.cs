using TikTokBan.Reports.Handover;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of a waiver, its test and its way to a list and back.</summary>
public static class WaiverView
{
    /// <summary>The device, where it is for one.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Serial number, else id.</returns>
    public static string Device(Waiver shown) => shown is null ? "" : shown.Serial ?? shown.DeviceId ?? "";

    /// <summary>The first day on which it holds.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day.</returns>
    public static string From(Waiver shown) => shown is null ? "" : CellText.Day(shown.ValidFrom);

    /// <summary>The last day on which it holds.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day.</returns>
    public static string Expires(Waiver shown) => shown is null ? "" : CellText.Day(shown.Expires);

    /// <summary>Its conditions, and whether each is met.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Words, separated by commas.</returns>
    public static string Conditions(Waiver shown) => shown is null ? "" : CellText.Words(shown.Conditions.Select(one => $"{one.Key} {CellText.YesNo(one.Value)}"));

    /// <summary>When it was registered.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Universal time, to the minute.</returns>
    public static string Granted(Waiver shown) => shown is null ? "" : CellText.Time(shown.GrantedAt);

    /// <summary>When and why it was revoked.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Text; empty where it wasn't.</returns>
    public static string Revoked(Waiver shown) => shown is null ? "" : shown.Revocation is { } revoked ? $"{CellText.Day(revoked.On)}, {revoked.By}: {revoked.Why}" : "";

    /// <summary>The day asked about.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day.</returns>
    public static string AsOf(WaiverTestResult shown) => shown is null ? "" : CellText.Day(shown.AsOf);

    /// <summary>Whether it exempts.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no, with a mark where it doesn't.</returns>
    public static string Exempts(WaiverTestResult shown) => shown is null ? "" : shown.Exempts ? Paint.Good("yes") : Paint.Act("no");

    /// <summary>Why.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Sentences, each on a line.</returns>
    public static string Reasons(WaiverTestResult shown) => shown is null ? "" : CellText.Lines(shown.Reasons);

    /// <summary>What became of it in the list.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word, with a mark where it stayed out.</returns>
    public static string Exported(ExportedWaiver shown) => shown is null ? "" : shown.State == ExportedWaiverState.Refused ? Paint.Act(shown.State.ToString()) : shown.State.ToString();

    /// <summary>Columns that were written or hindered it.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Names, separated by commas.</returns>
    public static string Columns(ExportedWaiver shown) => shown is null ? "" : CellText.Words(shown.Columns);

    /// <summary>What became of it in the ledger.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A word, with a mark where it stayed out or differs.</returns>
    public static string Imported(ImportedWaiver shown) => shown is null ? "" : shown.State switch
    {
        ImportedWaiverState.Refused => Paint.Act(shown.State.ToString()),
        ImportedWaiverState.Changed => Paint.Look(shown.State.ToString()),
        _ => shown.State.ToString(),
    };
}
