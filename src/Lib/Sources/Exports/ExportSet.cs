using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Sources.Exports;

/// <summary>A folder of exports, or a zip of one. Files are recognised by their header, not their name. Dispose of it after the last reading: a zip within a zip is kept in a temporary folder until then.</summary>
public sealed class ExportSet : IDisposable
{
    private readonly ExportWalk _walk;
    private readonly List<ExportSource> _sources;
    private string? _contentHash;

    private ExportSet(ExportWalk walk, List<ExportSource> sources, List<UnrecognisedFile> unrecognised)
    {
        _walk = walk;
        _sources = sources;
        Unrecognised = unrecognised;
    }

    /// <summary>One for each recognised file, ordinal by its name relative to what was given.</summary>
    public IReadOnlyList<ISource> Sources => _sources;

    /// <summary>Files that no reader knows or that can't be read, in the same order.</summary>
    public IReadOnlyList<UnrecognisedFile> Unrecognised { get; }

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, over name and content of every recognised file. The content of a large file stands as its length and sixteen
    /// samples of 64 KB, that of a zip entry as its length and checksum, so that it costs a moment for any size.
    /// </summary>
    public string ContentHash => _contentHash ??= HashContent();

    /// <summary>Opens a folder, a zip or a single file, and recognises what is in it. No more than the beginning of each file is read.</summary>
    /// <param name="path">The folder, zip or file.</param>
    /// <exception cref="UnusableInputException">It is missing, can't be read, or is a zip that is damaged or would unpack to something absurd.</exception>
    public static ExportSet Open(string path)
    {
        var walk = new ExportWalk();
        try
        {
            walk.Walk(path);
            var sources = new List<ExportSource>();
            var applications = new List<ExportSource>();
            var unrecognised = new List<UnrecognisedFile>(walk.Unrecognised);
            foreach (var entry in walk.Entries)
            {
                if (Recognise(entry, applications, unrecognised) is not { } source)
                    continue;
                sources.Add(source);
                if (source.Descriptor == SourceDescriptors.DirectoryServicePrincipals)
                    applications.Add(source);
            }

            unrecognised.Sort((a, b) => string.CompareOrdinal(a.Location, b.Location));
            return new(walk, sources, unrecognised);
        }
        catch
        {
            walk.Dispose();
            throw;
        }
    }

    /// <summary>Removes what was unpacked.</summary>
    public void Dispose() => _walk.Dispose();

    private static ExportSource? Recognise(ExportEntry entry, IReadOnlyList<ExportSource> applications, List<UnrecognisedFile> unrecognised)
    {
        try
        {
            var probe = Probe.Look(entry);
            if (Shapes.Of(probe.Header) is { } shape)
                return new(entry, probe, shape, applications);
            unrecognised.Add(new(entry.Location, Unknown(probe)));
        }
        catch (UnusableInputException e)
        {
            unrecognised.Add(new(entry.Location, e.Message) { Unreadable = true });
        }
        catch (InvalidDataException)
        {
            unrecognised.Add(new(entry.Location, "The zip is damaged or was cut off; download or copy it again.") { Unreadable = true });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unrecognised.Add(new(entry.Location, $"The file can't be read ({e.Message.TrimEnd('.')}); check its permissions.") { Unreadable = true });
        }

        return null;
    }

    private static string Unknown(Probe probe)
    {
        const int Shown = 12;
        if (probe.Header.Names.Count == 0)
            return "The JSON holds no rows, and nothing else says what it is.";
        var names = string.Join(", ", probe.Header.Names.Take(Shown));
        return $"No export that is known has these columns: {names}{(probe.Header.Names.Count > Shown ? ", …" : "")}.";
    }

    private string HashContent()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var source in _sources)
            hash.AppendData(Encoding.UTF8.GetBytes($"{source.Location}\n{source.Fingerprint()}\n"));
        return Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }
}
