namespace TikTokBan.Tests;

/// <summary>Where the repository's own files are, and the researched facts beside it where a machine has them.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file of the facts folder beside the repository; the test that asks is skipped where there is none.</summary>
    public static string Shared(params string[] parts)
    {
        var path = Path.Combine([Root, "..", "shared", .. parts]);
        Skip.IfNot(File.Exists(path) || Directory.Exists(path), $"the facts folder beside the repository lacks {string.Join('/', parts)}");
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TikTokBan.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("TikTokBan.slnx was not found above the tests");
    }
}
