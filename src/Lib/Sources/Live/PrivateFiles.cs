namespace TikTokBan.Sources.Live;

/// <summary>Files with personal data: readable by their owner alone, where the system knows such a thing; elsewhere the folder's own rules hold.</summary>
internal static class PrivateFiles
{
    /// <summary>Makes a folder and those above it.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            System.IO.Directory.CreateDirectory(path);
        else
            System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Makes a file that must not be there yet.</summary>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Holds a file that nobody else can hold meanwhile. The file stays when it is let go: to delete it would let two hold what each believes to be one.</summary>
    /// <exception cref="IOException">Somebody else holds it.</exception>
    public static FileStream Lock(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
