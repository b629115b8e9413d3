using System.IO.Compression;
using TikTokBan.Authorities;

namespace TikTokBan.Exposures;

/// <summary>Finds the authority profile that belongs to a set of exports: in the folder, in the zip, or beside the zip.</summary>
internal static class ProfileBeside
{
    private const int MostBytes = 4 * 1024 * 1024;

    private static readonly string[] Names = ["authority.yaml", "authority.yml"];

    public static AuthorityProfile Of(string exports)
    {
        if (File.Exists(exports) && InZip(exports) is { } packed)
            return packed;
        return FileOf(exports) is { } file ? AuthorityProfile.Load(file) : AuthorityProfile.Empty;
    }

    /// <summary>The profile that lies in the folder, or beside the zip, as a file of its own; null where there is none.</summary>
    public static string? FileOf(string exports)
    {
        var folder = Directory.Exists(exports) ? exports : Path.GetDirectoryName(Path.GetFullPath(exports));
        return folder is null ? null : Names.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    private static AuthorityProfile? InZip(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            // A zip of a folder has the folder as its first part; a profile deeper down belongs to something else.
            var entry = zip.Entries
                .Where(entry => Names.Contains(entry.Name) && entry.FullName.Count(letter => letter is '/' or '\\') <= 1)
                .OrderBy(entry => entry.FullName.Length).ThenBy(entry => entry.FullName, StringComparer.Ordinal)
                .FirstOrDefault();
            return entry is null ? null : AuthorityProfile.Load($"{Path.GetFileName(path)}!/{entry.FullName}", Content(entry, path));
        }
        catch (InvalidDataException)
        {
            // Not a zip, or a damaged one: whoever reads the exports says so.
            return null;
        }
    }

    private static byte[] Content(ZipArchiveEntry entry, string path)
    {
        using var stream = entry.Open();
        using var content = new MemoryStream();
        var block = new byte[16 * 1024];
        for (int count; (count = stream.Read(block)) > 0;)
        {
            content.Write(block, 0, count);
            if (content.Length > MostBytes)
                throw new UnusableInputException(InputProblem.ProfileUnusable, $"{entry.FullName} unpacks to more than {MostBytes / 1024 / 1024} MB, which no authority profile needs", path);
        }

        return content.ToArray();
    }
}
