namespace TikTokBan.Reports.Handover;

/// <summary>Files of office programs: SharePoint writes properties of the library into them when they arrive, so that they are other bytes there.</summary>
internal static class OfficeFiles
{
    private static readonly string[] Endings = [".xlsx", ".docx", ".pptx"];

    public static bool Includes(string name) => Endings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
}
