namespace TikTokBan.Tests.Reports;

/// <summary>Programs of others that check a page; eng/test-packages.sh installs them beside the results of the tests.</summary>
internal static class NodePackages
{
    /// <summary>A file of a package; the test is skipped where it isn't installed.</summary>
    public static string File(string package, string file)
    {
        var path = Repository.At("artifacts", "npm", "node_modules", package, file);
        Skip.IfNot(System.IO.File.Exists(path), $"{package} isn't installed in artifacts/npm; eng/test-packages.sh does that where npm is");
        return path;
    }
}
