using TikTokBan.Directives;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of a directive.</summary>
public static class DirectiveView
{
    /// <summary>Since when it is in force.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty where it never was, or always.</returns>
    public static string From(Directive shown) => shown is null ? "" : shown.Periods is [var first, ..] ? CellText.Day(first.From) : "";

    /// <summary>Until when it is in force.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The day; empty for no end.</returns>
    public static string To(Directive shown) => shown is null ? "" : shown.Periods is [.., var last] ? CellText.Day(last.To) : "";

    /// <summary>How many rules it has.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Rules(Directive shown) => shown is null ? "" : CellText.Number(shown.Rules.Count);

    /// <summary>How many exceptions it has.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A number.</returns>
    public static string Exceptions(Directive shown) => shown is null ? "" : CellText.Number(shown.Exceptions.Count);

    /// <summary>Its title in English.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>The title.</returns>
    public static string Title(Directive shown) => shown is null ? "" : shown.Title("en");

    /// <summary>What it says, in English.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A text.</returns>
    public static string Text(Directive shown) => shown is null ? "" : shown.Text("en");

    /// <summary>Who gave it, in English.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A name.</returns>
    public static string Authority(Directive shown) => shown is null ? "" : shown.Authority.In("en");

    /// <summary>Whom it binds.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Words, separated by commas.</returns>
    public static string Populations(Directive shown) => shown is null ? "" : CellText.Words(shown.Populations);
}
