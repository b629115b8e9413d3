namespace TikTokBan.Reports;

/// <summary>
/// Puts a report's files in place all at once: they are written in a folder beside the target, which then takes its place.
/// Whatever goes wrong before leaves the target as it was.
/// </summary>
internal static class ReportFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Replaces the report in a folder by the one that is written.</summary>
    /// <param name="folder">The folder; made where there is none. Files in it that are not a report's stay.</param>
    /// <param name="known">Names of all files that a report can have: those that are there and are not written anew go.</param>
    /// <param name="files">Names of the files that are written.</param>
    /// <param name="ownerOnly">Only the owner may read a folder that is made for it.</param>
    /// <param name="write">Writes them into the folder it is given.</param>
    public static async Task ReplaceAsync(string folder, IReadOnlyList<string> known, IReadOnlyList<string> files, bool ownerOnly, Func<string, Task> write)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (File.Exists(target))
            throw new UnusableInputException(InputProblem.ReportUnusable, "this is a file; give a folder for the report", folder);
        var parent = Path.GetDirectoryName(target) ?? throw new UnusableInputException(InputProblem.ReportUnusable, "a report cannot be the root of a disk; give a folder in it", folder);
        var next = Path.Combine(parent, $".{Path.GetFileName(target)}.next");
        var last = Path.Combine(parent, $".{Path.GetFileName(target)}.last");
        try
        {
            Directory.CreateDirectory(parent);
            // Held until the end, so that two programs do not write the same report at once.
            using var claim = new FileStream(next + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
            Recover(target, next, last);
            Make(next, ownerOnly);
            try
            {
                await write(next).ConfigureAwait(false);
                if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any(entry => !known.Contains(Path.GetFileName(entry), StringComparer.Ordinal)))
                    Mix(target, next, last, known, files);
                else
                    Swap(target, next, last);
            }
            finally
            {
                Remove(next);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.ReportUnusable, $"the report could not be written here ({Why(refused)}); what was there is as it was, give a folder that can be written or free some room", folder, inner: refused);
        }
    }

    private const int DiskFull = 28, DiskFullOnWindows = unchecked((int)0x80070070);

    private static string Why(Exception refused) => refused switch
    {
        UnauthorizedAccessException => "it may not be written to",
        DirectoryNotFoundException or FileNotFoundException => "there is no such place, or it may not be written to",
        { HResult: DiskFull or DiskFullOnWindows } => "the disk is full",
        _ => "it is in use, or the disk refuses",
    };

    // What a program that was killed half-way left: an old report that was moved aside goes back, a new one that was never whole goes.
    private static void Recover(string target, string next, string last)
    {
        Remove(next);
        if (!Directory.Exists(last))
            return;
        if (!Directory.Exists(target))
        {
            Directory.Move(last, target);
            return;
        }

        foreach (var old in Directory.EnumerateFiles(last).ToList())
        {
            var place = Path.Combine(target, Path.GetFileName(old));
            if (!File.Exists(place))
                File.Move(old, place);
        }

        Remove(last);
    }

    private static void Swap(string target, string next, string last)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(next, target);
            return;
        }

        Directory.Move(target, last);
        try
        {
            Directory.Move(next, target);
        }
        catch
        {
            Directory.Move(last, target);
            throw;
        }

        Remove(last);
    }

    // Where the folder holds other things too, file by file, and back again when one of them does not go.
    private static void Mix(string target, string next, string last, IReadOnlyList<string> known, IReadOnlyList<string> files)
    {
        Make(last, ownerOnly: true);
        try
        {
            foreach (var file in known.Where(file => File.Exists(Path.Combine(target, file))))
                File.Move(Path.Combine(target, file), Path.Combine(last, file));
            foreach (var file in files.Where(file => File.Exists(Path.Combine(next, file))))
                File.Move(Path.Combine(next, file), Path.Combine(target, file));
        }
        catch
        {
            foreach (var file in known.Where(file => File.Exists(Path.Combine(last, file))))
                File.Move(Path.Combine(last, file), Path.Combine(target, file), overwrite: true);
            Remove(last);
            throw;
        }

        Remove(last);
    }

    private static void Make(string folder, bool ownerOnly)
    {
        if (ownerOnly && !OperatingSystem.IsWindows())
            Directory.CreateDirectory(folder, OwnerOnly);
        else
            Directory.CreateDirectory(folder);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
