using System.Management.Automation;

namespace TikTokBan.Cmdlets;

/// <summary>An object with the path of the file that holds it, so that the next cmdlet of a pipeline finds it.</summary>
internal static class FileObject
{
    public static PSObject Of(object content, string path)
    {
        var written = new PSObject(content);
        written.Properties.Add(new PSNoteProperty("Path", path));
        return written;
    }
}
