using System.Collections.Concurrent;

namespace TikTokBan.Sources.Live;

/// <summary>
/// A folder to which a live scan writes what it reads, in the formats that portals export, so that the same scan can be run
/// again without the tenant. It holds personal data: on Unix only its owner may read it.
/// </summary>
internal sealed class CaptureFolder
{
    // As a service's own answer has it.
    private const string Context = "https://graph.microsoft.com/v1.0/$metadata#";

    private readonly string _folder;
    private readonly ConcurrentBag<string> _files = [];
    private readonly ConcurrentDictionary<string, int> _names = new(StringComparer.OrdinalIgnoreCase);

    private CaptureFolder(string folder) => _folder = folder;

    /// <summary>Takes a folder.</summary>
    /// <exception cref="UnusableInputException">It holds something already, or can't be written to.</exception>
    public static CaptureFolder Open(string folder)
    {
        try
        {
            if (File.Exists(folder))
                throw new UnusableInputException(InputProblem.FileUnusable, "The capture needs a folder, and this is a file; name another.", folder);
            if (System.IO.Directory.Exists(folder) && System.IO.Directory.EnumerateFileSystemEntries(folder).Any())
                throw new UnusableInputException(InputProblem.FileUnusable, "The folder for the capture is not empty, and what it holds would be taken for a part of it; name an empty or new one.", folder);
            PrivateFiles.CreateFolder(folder);
            return new CaptureFolder(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UnusableInputException(InputProblem.FileUnusable, $"The folder for the capture can't be made ({e.Message.TrimEnd('.')}); name another.", folder, inner: e);
        }
    }

    /// <summary>Begins a file of JSON rows.</summary>
    /// <param name="location">The reader's location, which names the file.</param>
    /// <param name="rows">What its rows are; see <see cref="Exports.Shape.RowsName"/>.</param>
    public CaptureFile Rows(string location, string rows) => new(PrivateFiles.Create(PathOf(NameOf(location), ".json")), Context + rows);

    /// <summary>Begins a table of rows, packed as Intune's exports are.</summary>
    public CaptureTable Table(string name) => new(PrivateFiles.Create(PathOf(name, ".zip")), name + ".csv");

    /// <summary>Takes a file along that was given beside the tenant.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Its name in the capture; may hold folders.</param>
    /// <exception cref="UnusableInputException">It can't be copied.</exception>
    public void Copy(string file, string name)
    {
        var target = Path.Combine(_folder, name);
        try
        {
            PrivateFiles.CreateFolder(Path.GetDirectoryName(target)!);
            using var from = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var to = PrivateFiles.Create(target);
            _files.Add(target);
            from.CopyTo(to);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.FileUnusable, $"It can't be copied into the capture ({e.Message.TrimEnd('.')}).", file, inner: e);
        }
    }

    private static string NameOf(string location) => string.Concat(location.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');

    /// <summary>Takes away what was written: the scan was stopped, and a part of a scan is nobody's to keep.</summary>
    public void Discard()
    {
        foreach (var file in _files)
        {
            try
            {
                File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It stays; a further scan refuses the folder and names it.
            }
        }
    }

    private string PathOf(string name, string extension)
    {
        var number = _names.AddOrUpdate(name + extension, 1, (_, count) => count + 1);
        var path = Path.Combine(_folder, number == 1 ? name + extension : $"{name}-{number}{extension}");
        _files.Add(path);
        return path;
    }
}
