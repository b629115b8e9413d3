using System.Text;

namespace TikTokBan.Reports.Html;

/// <summary>The look of every page, and the script of those that have lists. Each is one text, so that a page allows it by its hash.</summary>
internal static class Styles
{
    private static readonly string[] Sheets = ["base.css", "opening.css", "tables.css", "pictures.css", "cases.css", "print.css"];

    public static string Css { get; } = string.Concat(Sheets.Select(Read));

    public static string Script { get; } = Read("report.js");

    private static string Read(string file)
    {
        using var stream = typeof(Styles).Assembly.GetManifestResourceStream("TikTokBan.Reports.Html." + file)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
