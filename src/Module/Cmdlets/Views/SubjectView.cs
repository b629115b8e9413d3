using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace TikTokBan.Cmdlets.Views;

/// <summary>Cells of what a ledger holds about a person or a device.</summary>
public static class SubjectView
{
    /// <summary>When it was kept.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Universal time, to the minute.</returns>
    public static string At(LedgerSubjectItem shown) => shown is null ? "" : CellText.Time(shown.At);

    /// <summary>What it is about.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>An id; of a case, that of the last scan that saw it.</returns>
    public static string About(LedgerSubjectItem shown) => shown?.About ?? "";

    /// <summary>The scans in which a case is.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Ids.</returns>
    public static string Scans(LedgerSubjectItem shown) => shown is null ? "" : CellText.Words(shown.Scans);

    /// <summary>What it comes to.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>A few words: of a case its verdict, application and device.</returns>
    public static string Tells(LedgerSubjectItem shown) => shown is null ? "" : shown.Kind == "Case"
        ? string.Join(' ', new[] { Text(shown.Content, "verdict"), Text(shown.Content, "application"), Text(Member(shown.Content, "device"), "name") }.Where(word => word.Length > 0))
        : string.Join(' ', new[] { shown.EventKind ?? "", Text(shown.Content, "role") }.Where(word => word.Length > 0));

    /// <summary>Everything that is held.</summary>
    /// <param name="shown">What is shown.</param>
    /// <returns>Names and values, each on a line, with what is deeper further in.</returns>
    public static string Content(LedgerSubjectItem shown)
    {
        var text = new StringBuilder();
        if (shown?.Content is { } content)
            Write(text, content, 0);
        return text.ToString().TrimEnd();
    }

    private static object? Member(object? value, string name) => (value as PSObject)?.Properties[name]?.Value;

    private static string Text(object? value, string name) => Member(value, name) as string ?? "";

    private static void Write(StringBuilder text, object? value, int depth)
    {
        switch (value)
        {
            case PSObject { BaseObject: PSCustomObject } members:
                foreach (var member in members.Properties.Where(member => member.Value is not (null or object?[] { Length: 0 })))
                    Line(text, member.Name + ":", member.Value, depth);
                break;
            case object?[] items:
                foreach (var item in items)
                    Line(text, "-", item, depth);
                break;
            default:
                Line(text, "", value, depth);
                break;
        }
    }

    private static void Line(StringBuilder text, string name, object? value, int depth)
    {
        var isPlain = value is not (PSObject { BaseObject: PSCustomObject } or object?[]);
        text.Append(' ', depth * 2).Append(name);
        if (isPlain)
            text.Append(name.Length > 0 ? " " : "").Append(Convert.ToString(value is PSObject wrapped ? wrapped.BaseObject : value, CultureInfo.InvariantCulture));
        text.Append('\n');
        if (!isPlain)
            Write(text, value, depth + 1);
    }
}
