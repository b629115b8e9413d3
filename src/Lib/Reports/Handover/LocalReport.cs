using System.Security.Cryptography;

namespace TikTokBan.Reports.Handover;

/// <summary>A report's folder as it lies here: its files with their digests, and what it says of itself.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="Files">Its files, in the order in which they are sent: what proves the others comes last.</param>
/// <param name="About">What it says of itself.</param>
internal sealed record LocalReport(string Folder, IReadOnlyList<LocalFile> Files, ReportFacts About)
{
    public const string Document = "report.json";
    public const string National = "rollup.json";
    public const string Manifest = "manifest.json";

    // More files than any report has; whoever names a whole disk hears of it at once.
    private const int MostFiles = 200;

    private static readonly string[] Proofs = [Manifest, "manifest.jws", "manifest.tsq", "manifest.tsr"];

    /// <summary>Reads a folder, and makes sure that it holds a whole report.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">It holds none, a file of it is missing or differs from the manifest, or SharePoint doesn't take a name.</exception>
    public static async Task<LocalReport> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var full = Path.GetFullPath(folder);
        try
        {
            var names = Names(full, folder);
            // A national report is made of numbers only, whatever it was made from.
            var about = names.Contains(Document)
                ? await ReportFacts.ReadAsync(Path.Combine(full, Document), cancellationToken).ConfigureAwait(false)
                : new ReportFacts("aggregate", null, null);
            var files = new List<LocalFile>(names.Count);
            foreach (var name in names)
                files.Add(await DigestAsync(full, name, cancellationToken).ConfigureAwait(false));
            if (names.Contains(Manifest))
                ManifestFiles.Read(Path.Combine(full, Manifest)).Check(files, Proofs, folder);
            return new LocalReport(full, files, about);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.ReportUnusable, $"The report can't be read here ({failed.Message.TrimEnd('.')}); nothing was sent.", folder, inner: failed);
        }
    }

    private static List<string> Names(string full, string folder)
    {
        if (!Directory.Exists(full))
            throw new UnusableInputException(InputProblem.ReportNotFound, "There is no such folder; name the folder that a report was written into.", folder);
        var names = new List<string>();
        foreach (var entry in new DirectoryInfo(full).EnumerateFileSystemInfos().Take(MostFiles + 1))
        {
            if (entry is DirectoryInfo || entry.LinkTarget is not null)
                throw new UnusableInputException(InputProblem.ReportUnusable, $"It holds '{entry.Name}', a {(entry.LinkTarget is null ? "folder" : "link")}, and a report is made of files alone; take it out.", folder);
            names.Add(entry.Name);
        }

        if (!names.Contains(Document) && !(names.Contains(National) && names.Contains(Manifest)))
            throw new UnusableInputException(InputProblem.ReportNotFound, $"There is no report in this folder ({Document} is missing); write one first, with 'report' or Export-BanReport.", folder);
        if (names.Count > MostFiles)
            throw new UnusableInputException(InputProblem.ReportUnusable, $"It holds more than {MostFiles} files, which no report has; name the folder of the report alone.", folder);
        foreach (var name in names)
            SharePointNames.Check(name, "the file's name");
        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new UnusableInputException(InputProblem.ReportUnusable, $"It holds {string.Join(" and ", twice.Select(name => $"'{name}'"))}, which SharePoint takes for one name; name one of them otherwise.", folder);
        return [.. names.OrderBy(name => Array.IndexOf(Proofs, name)).ThenBy(name => name, StringComparer.Ordinal)];
    }

    private static async Task<LocalFile> DigestAsync(string folder, string name, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, name);
        var stream = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });
        await using var _ = stream.ConfigureAwait(false);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var quick = new QuickXorHash();
        var buffer = new byte[1 << 16];
        long bytes = 0;
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            sha256.AppendData(buffer, 0, read);
            quick.Append(buffer.AsSpan(0, read));
            bytes += read;
        }

        return new LocalFile(name, path, bytes, Convert.ToHexString(sha256.GetHashAndReset()).ToLowerInvariant(), quick.ToBase64());
    }
}

/// <summary>A file of a report.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its full path.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Its SHA-256, in lower-case hexadecimal.</param>
/// <param name="QuickXor">The digest by which SharePoint tells it, in Base64.</param>
internal sealed record LocalFile(string Name, string Path, long Bytes, string Sha256, string QuickXor);
