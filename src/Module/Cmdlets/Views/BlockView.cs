using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Checking;
using TikTokBan.Removal.Blocks.Standing;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of what is blocked.</summary>
public static class BlockView
{
    /// <summary>Whether it is blocked.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no.</returns>
    public static string Blocked(BlockValue shown) => shown is null ? "" : CellText.YesNo(shown.Blocked);

    /// <summary>Whether it is in force.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no, with a mark where it isn't.</returns>
    public static string InForce(BlockInForce shown) => shown is null ? "" : shown.InForce ? Paint.Good("yes") : Paint.Act("no");

    /// <summary>Whether the list blocks what it must and no more.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Yes or no, with a mark where it doesn't.</returns>
    public static string Good(BlockListFindings shown) => shown is null ? "" : shown.IsGood ? Paint.Good("yes") : Paint.Act("no");

    /// <summary>Names that it doesn't block and should.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Names, separated by commas.</returns>
    public static string Missing(BlockListFindings shown) => shown is null ? "" : CellText.Words(shown.Missing.Select(one => one.Name));

    /// <summary>Entries that block more than they should.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Names, separated by commas.</returns>
    public static string TooMuch(BlockListFindings shown) => shown is null ? "" : CellText.Words(shown.TooMuch.Select(one => one.Name));

    /// <summary>Lines that were not understood.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Numbers, separated by commas.</returns>
    public static string NotUnderstood(BlockListFindings shown) => shown is null ? "" : CellText.Words(shown.NotUnderstood);
}
