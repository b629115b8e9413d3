namespace TikTokBan.Tenant;

/// <summary>Finds Microsoft's published schema beside the repository, where a machine has it.</summary>
internal static class SchemaFolder
{
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!System.IO.File.Exists(Path.Combine(folder.FullName, "TikTokBan.slnx")))
                continue;
            var beside = Path.Combine(folder.FullName, "..", "shared", "data", "graph");
            return Directory.Exists(beside) ? Path.GetFullPath(beside) : null;
        }
        return null;
    }

    public static string? File(string? folder, string name) => folder is not null && Path.Combine(folder, name) is var path && System.IO.File.Exists(path) ? path : null;
}
