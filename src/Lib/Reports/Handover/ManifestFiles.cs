using System.Text.Json;

namespace TikTokBan.Reports.Handover;

/// <summary>The files that a manifest names. Only whether they are there and are the ones is looked at here; whether the manifest is genuine, <c>check</c> tells.</summary>
internal sealed class ManifestFiles
{
    private const int Largest = 4 * 1024 * 1024;

    private readonly Dictionary<string, (long Bytes, string Sha256)> _files = new(StringComparer.Ordinal);

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="UnusableInputException">It can't be read.</exception>
    public static ManifestFiles Read(string path)
    {
        if (new FileInfo(path).Length > Largest)
            throw new UnusableInputException(InputProblem.ReportUnusable, "This is larger than any manifest is; write the report again.", path);
        var manifest = new ManifestFiles();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            foreach (var file in document.RootElement.GetProperty("files").EnumerateArray())
            {
                if (!manifest._files.TryAdd(file.GetProperty("name").GetString() ?? "", (file.GetProperty("bytes").GetInt64(), file.GetProperty("sha256").GetString() ?? "")))
                    throw new UnusableInputException(InputProblem.ReportUnusable, "The manifest names a file twice; write the report again.", path);
            }
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new UnusableInputException(InputProblem.ReportUnusable, "The manifest can't be read, so nobody can tell whether the report is whole; write the report again.", path, inner: broken);
        }

        return manifest;
    }

    /// <summary>Makes sure that files are those that it names, and no others.</summary>
    /// <param name="files">What lies in the folder.</param>
    /// <param name="proofs">Files beside those that it names.</param>
    /// <param name="folder">The folder.</param>
    /// <exception cref="UnusableInputException">One is missing, differs, or is one too many.</exception>
    public void Check(IReadOnlyList<LocalFile> files, IReadOnlyList<string> proofs, string folder)
    {
        foreach (var (name, (bytes, sha256)) in _files)
        {
            var file = files.FirstOrDefault(file => file.Name == name)
                ?? throw new UnusableInputException(InputProblem.ReportUnusable, $"This is half a report: its manifest names {name}, which is not there; nothing was sent, write the report again.", folder);
            if (file.Bytes != bytes || !file.Sha256.Equals(sha256, StringComparison.OrdinalIgnoreCase))
                throw new UnusableInputException(InputProblem.ReportUnusable, $"{name} is not the file that the manifest names, it was changed since; nothing was sent, write the report again.", folder);
        }

        if (files.FirstOrDefault(file => !_files.ContainsKey(file.Name) && !proofs.Contains(file.Name)) is { } stranger)
            throw new UnusableInputException(InputProblem.ReportUnusable, $"It holds {stranger.Name}, which its manifest doesn't name; nothing was sent, take the file out of the folder.", folder);
    }
}
