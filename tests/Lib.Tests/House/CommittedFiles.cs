namespace TikTokBan.Tests.House;

/// <summary>The repository's own files: everything but what a build or a run leaves behind.</summary>
internal static class CommittedFiles
{
    private static readonly string[] LeftBehind = ["bin", "obj", "artifacts", "out", "TestResults", ".git", ".vs", ".idea"];
    private static readonly string[] Text =
    [
        ".cs", ".csproj", ".props", ".slnx", ".md", ".yaml", ".yml", ".json", ".sh", ".ps1", ".psm1", ".psd1", ".ps1xml", ".resx", ".txt", ".editorconfig", ".gitignore", ".gitattributes",
    ];

    /// <summary>Path relative to the root, with forward slashes, in ordinal order.</summary>
    public static IReadOnlyList<string> All { get; } = Find(new DirectoryInfo(Repository.Root)).Order(StringComparer.Ordinal).ToList();

    /// <summary>Those that people write; not the samples, which imitate what portals write.</summary>
    public static IEnumerable<string> OfText => All
        .Where(path => !path.StartsWith("samples/", StringComparison.Ordinal))
        .Where(path => !path.Contains("/data/", StringComparison.Ordinal) || !path.StartsWith("tests/", StringComparison.Ordinal))
        .Where(path => Text.Contains(Path.GetExtension(path), StringComparer.Ordinal) || Path.GetFileName(path) is "LICENSE" or "run");

    public static string Read(string path) => File.ReadAllText(Repository.At(path.Split('/')));

    private static IEnumerable<string> Find(DirectoryInfo folder) => folder.EnumerateFileSystemInfos()
        .Where(entry => entry.LinkTarget is null)
        .SelectMany(entry => entry switch
        {
            DirectoryInfo inner => LeftBehind.Contains(inner.Name, StringComparer.Ordinal) ? [] : Find(inner),
            _ when entry.Name == ".git" => [],
            _ => [Path.GetRelativePath(Repository.Root, entry.FullName).Replace('\\', '/')],
        });
}
