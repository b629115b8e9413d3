using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Proof;

/// <summary>The plain files of a folder. Links are not followed, folders not entered.</summary>
internal sealed class FolderContent
{
    // Far beyond any report; a folder with more is none.
    private const int MostEntries = 10_000;

    private readonly string _folder;
    private readonly Dictionary<string, FileInfo> _files = new(StringComparer.Ordinal);

    private FolderContent(string folder) => _folder = folder;

    public IEnumerable<string> Names => _files.Keys.Order(StringComparer.Ordinal);

    public static FolderContent Read(string folder, Findings findings)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (File.Exists(folder))
            throw new UnusableInputException(InputProblem.ReportUnusable, "this is a file; give the folder of a report", folder);
        if (!Directory.Exists(folder))
            throw new UnusableInputException(InputProblem.ReportNotFound, "there is no such folder; give the folder of a report", folder);
        var content = new FolderContent(folder);
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Take(MostEntries + 1).OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                if (entry is FileInfo { LinkTarget: null } file && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && IsPlain(file))
                    content._files.Add(entry.Name, file);
                else
                    findings.Add(ReportFlaw.NotAFile, entry.Name, $"{Shown(entry.Name)} is no plain file but a {(entry.LinkTarget is not null ? "link" : entry is DirectoryInfo ? "folder" : "special file")}; it was not followed.", "a plain file");
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.ReportUnusable, $"the folder cannot be read ({refused.Message.TrimEnd('.')}); check its permissions", folder, inner: refused);
        }

        return content._files.Count <= MostEntries ? content : throw new UnusableInputException(InputProblem.ReportUnusable, $"this folder holds more than {MostEntries} files, so it is not that of a report; give the folder of a report", folder);
    }

    public bool Has(string name) => _files.ContainsKey(name);

    public long LengthOf(string name) => _files[name].Length;

    public FileStream Open(string name) => new(Path.Combine(_folder, name), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);

    /// <summary>A file's bytes; null, and a finding, where it is larger than any such file or can't be read.</summary>
    public async Task<byte[]?> BytesAsync(string name, int most, Findings findings, CancellationToken cancellationToken)
    {
        try
        {
            if (LengthOf(name) > most)
            {
                findings.Add(ReportFlaw.FileUnreadable, name, $"{name} has {LengthOf(name)} bytes, more than any of its kind; it was not read.", $"at most {most} bytes", $"{LengthOf(name)} bytes");
                return null;
            }

            var stream = Open(name);
            await using (stream.ConfigureAwait(false))
            {
                var content = new byte[Math.Min(stream.Length, most)];
                await stream.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
                return content;
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            findings.Add(ReportFlaw.FileUnreadable, name, $"{name} cannot be read: {refused.Message.TrimEnd('.')}.");
            return null;
        }
    }

    /// <summary>A name as it may stand in a sentence.</summary>
    public static string Shown(string name) => Displayable.Short(name, 100);

    private static bool IsPlain(FileInfo file) =>
        OperatingSystem.IsWindows() || file.Attributes.HasFlag(FileAttributes.Normal) || (file.Attributes & (FileAttributes.Device | FileAttributes.Directory)) == 0;
}
