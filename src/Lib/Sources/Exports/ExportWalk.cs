using System.IO.Enumeration;

namespace TikTokBan.Sources.Exports;

/// <summary>Lists the files of a folder or zip, and of the zips within it, in a fixed order.</summary>
internal sealed class ExportWalk : IDisposable
{
    private const int MostFiles = 100_000;
    private const int MostDepth = 64;
    private const long HeldInMemory = 16L << 20;

    private readonly List<ExportEntry> _entries = [];
    private readonly List<UnrecognisedFile> _unrecognised = [];
    private DirectoryInfo? _unpacked;
    private int _unpackedCount;

    public IReadOnlyList<ExportEntry> Entries => _entries;

    public IReadOnlyList<UnrecognisedFile> Unrecognised => _unrecognised;

    /// <summary>Lists everything under a path.</summary>
    /// <exception cref="UnusableInputException">The path is missing, can't be read, or is a zip that can't be used.</exception>
    public void Walk(string path)
    {
        if (System.IO.Directory.Exists(path))
            WalkFolder(path);
        else if (File.Exists(path))
            WalkFile(path);
        else
            throw new UnusableInputException(InputProblem.ExportUnusable, "There is no such folder or file; give the folder, or the zip, with the exports.", path);
        _entries.Sort((a, b) => string.CompareOrdinal(a.Location, b.Location));
        _unrecognised.Sort((a, b) => string.CompareOrdinal(a.Location, b.Location));
    }

    public void Dispose() => _unpacked?.Delete(recursive: true);

    private void WalkFolder(string folder)
    {
        try
        {
            foreach (var (path, isLink) in Files(folder))
            {
                if (_entries.Count + _unrecognised.Count > MostFiles)
                    throw new UnusableInputException(InputProblem.ExportUnusable, $"The folder has more than {MostFiles:N0} files; give the folder with the exports alone.", folder);
                var location = Path.GetRelativePath(folder, path).Replace('\\', '/');
                if (IsIgnored(location))
                    continue;
                if (isLink)
                    Refuse(location, "It is a link, and links are not followed; copy what it leads to.");
                else
                    AddFile(location, path, isRoot: false);
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new UnusableInputException(InputProblem.ExportUnusable, $"The folder can't be read ({e.Message.TrimEnd('.')}); check its permissions.", folder, inner: e);
        }
    }

    private static FileSystemEnumerable<(string Path, bool IsLink)> Files(string folder)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = MostDepth,
            IgnoreInaccessible = false,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        };
        return new(folder, static (ref FileSystemEntry entry) => (entry.ToFullPath(), IsLink(ref entry)), options)
        {
            ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory || IsLink(ref entry),
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => !IsLink(ref entry),
        };
    }

    private static bool IsLink(ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private void WalkFile(string path)
    {
        try
        {
            AddFile(Path.GetFileName(path), path, isRoot: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new UnusableInputException(InputProblem.ExportUnusable, $"The file can't be read ({e.Message.TrimEnd('.')}); check its permissions.", path, inner: e);
        }
    }

    private void AddFile(string location, string path, bool isRoot)
    {
        var entry = new FileEntry(location, path, new FileInfo(path).Length);
        try
        {
            if (ZipContainer.IsZip(entry.Head(4)))
                AddZip(location, entry.Open, depth: isRoot ? 0 : 1);
            else
                _entries.Add(entry);
        }
        catch (Exception e) when (!isRoot && e is UnauthorizedAccessException or IOException or UnusableInputException)
        {
            Refuse(location, e);
        }
    }

    private void AddZip(string location, Func<Stream> open, int depth)
    {
        foreach (var entry in ZipContainer.Read(location, open))
        {
            if (IsIgnored(entry.Name))
                continue;
            try
            {
                AddZipEntry(entry, depth);
            }
            catch (Exception e) when (e is InvalidDataException or IOException or UnusableInputException)
            {
                Refuse(entry.Location, e);
            }
        }
    }

    private void AddZipEntry(ZipFileEntry entry, int depth)
    {
        if (ZipContainer.Escapes(entry.Name))
            Refuse(entry.Location, "The name of the entry leads out of the zip; such a zip is not an export.");
        else if (entry.IsEncrypted)
            Refuse(entry.Location, "The entry is protected with a password; unpack it first.");
        else if (!ZipContainer.IsZip(entry.Head(4)))
            _entries.Add(entry);
        else if (depth >= 1)
            Refuse(entry.Location, "A zip within a zip within a zip is not read; unpack it first.");
        else
            AddZip(entry.Location, Unpack(entry), depth + 1);
    }

    // A zip can be read only where it can be gone through back and forth, which a zip within a zip can't.
    private Func<Stream> Unpack(ZipFileEntry entry)
    {
        using var from = entry.Open();
        if (entry.Length <= HeldInMemory)
        {
            var bytes = new byte[entry.Length];
            from.ReadExactly(bytes);
            return () => new MemoryStream(bytes, writable: false);
        }

        _unpacked ??= System.IO.Directory.CreateTempSubdirectory("tiktokban-");
        var path = Path.Combine(_unpacked.FullName, $"{_unpackedCount++}.zip");
        using (var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            from.CopyTo(to);
        return () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.SequentialScan);
    }

    private void Refuse(string location, Exception e)
    {
        var reason = e is UnusableInputException && e.Message.StartsWith(location + ": ", StringComparison.Ordinal) ? e.Message[(location.Length + 2)..]
            : e is InvalidDataException ? "The zip is damaged or was cut off; download or copy it again."
            : e.Message;
        Refuse(location, reason);
    }

    private void Refuse(string location, string reason) => _unrecognised.Add(new(location, reason) { Unreadable = true });

    // What lies beside exports without being one. Anything else that isn't recognised is listed.
    private static bool IsIgnored(string location)
    {
        var parts = location.Split('/', '\\');
        var name = parts[^1].ToLowerInvariant();
        return name is "authority.yaml" or "authority.yml" or "license" or "thumbs.db" or "desktop.ini"
            || name.StartsWith("readme", StringComparison.Ordinal)
            || name.StartsWith("license.", StringComparison.Ordinal)
            || Array.Exists(parts, part => part is "__MACOSX" || (part.StartsWith('.') && part is not ".."));
    }
}
