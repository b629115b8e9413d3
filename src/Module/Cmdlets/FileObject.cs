using System.Management.Automation;

namespace TikTokBan.Cmdlets;

/// <summary>An object with the path of the file that holds it, so that the next cmdlet of a pipeline finds it.</summary>
internal static class FileObject
{
    /// <summary>The property of an approval that names the plan's file.</summary>
    public const string PlanPath = "PlanPath";

    public static PSObject Of(object content, string path)
    {
        var written = new PSObject(content);
        written.Properties.Add(new PSNoteProperty("Path", path));
        return written;
    }

    public static PSObject OfApproval(object approval, string path, string planPath)
    {
        var written = Of(approval, path);
        written.Properties.Add(new PSNoteProperty(PlanPath, planPath));
        return written;
    }
}
