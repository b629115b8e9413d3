using System.Security.Cryptography;
using System.Text;
using TikTokBan.Ledger;
using TikTokBan.Ledger.Stores.Sqlite;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports;

/// <summary>
/// Keys of pseudonyms, one for each authority: kept in a file beside the ledger that its owner alone can read, never in the ledger, a report
/// or a log. With the same key a person has the same pseudonym in every report; whoever has the key can tell for whom one stands.
/// </summary>
public static class PseudonymKeys
{
    private const int MostBytes = 1 << 20;
    private const int Tries = 100;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The file in which the keys of a ledger are.</summary>
    /// <param name="ledger">The ledger.</param>
    public static string FileOf(LedgerLocation ledger)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ledger.Path + ".pseudonyms";
    }

    /// <summary>The key of an authority, made at random when it is first asked for.</summary>
    /// <param name="ledger">The ledger beside which the keys are.</param>
    /// <param name="authority">The authority's name; null for one without.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="UnusableInputException">The file can't be read or written, others can read it, or it isn't one of keys.</exception>
    public static async Task<ReadOnlyMemory<byte>> ForAsync(LedgerLocation ledger, string? authority, CancellationToken cancellationToken = default)
    {
        var path = FileOf(ledger);
        try
        {
            var file = await OpenAsync(path, cancellationToken).ConfigureAwait(false);
            await using (file.ConfigureAwait(false))
                return await FindOrAddAsync(file, path, Name(authority), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.KeyUnusable, $"the keys of the pseudonyms can't be read or kept here ({refused.Message.TrimEnd('.')}); use a ledger in a folder that can be written, or name a file with the key", path, inner: refused);
        }
    }

    /// <summary>Reads a key that the caller keeps.</summary>
    /// <param name="path">A file of 32 bytes or more, whatever they are; a line feed at its end is no part of the key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="UnusableInputException">It can't be read, or holds too little.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new UnusableInputException(InputProblem.KeyUnusable, "this is too large for a key; give a file of 32 random bytes", path);
            var key = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            var end = key.AsSpan().TrimEnd("\r\n"u8).Length;
            return end >= Pseudonyms.KeyLength ? key.AsMemory(0, end) : throw new UnusableInputException(InputProblem.KeyUnusable, $"this holds {end} bytes, too few for a key; give a file of 32 random bytes or more", path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.KeyUnusable, $"the key of the pseudonyms can't be read ({refused.Message.TrimEnd('.')}); name a file with it", path, inner: refused);
        }
    }

    // One at a time, so that two reports at once do not make two keys.
    private static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        LedgerFile.CreateFolder(path);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            if (File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0)
                throw new UnusableInputException(InputProblem.KeyUnusable, "others than its owner can read or write the keys of the pseudonyms; let its owner alone (chmod 600)", path);
        }

        for (var left = Tries; ; left--)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException) when (left > 0 && File.Exists(path))
            {
                await Task.Delay(50, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<ReadOnlyMemory<byte>> FindOrAddAsync(FileStream file, string path, string name, CancellationToken cancellationToken)
    {
        if (file.Length > MostBytes)
            throw new UnusableInputException(InputProblem.KeyUnusable, "this is no file of keys", path);
        var content = new byte[file.Length];
        await file.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
        // A line that was cut off was never given out.
        var whole = content.AsSpan().LastIndexOf((byte)'\n') + 1;
        foreach (var line in Encoding.UTF8.GetString(content.AsSpan(0, whole)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var blank = line.IndexOf(' ', StringComparison.Ordinal);
            var key = new byte[Pseudonyms.KeyLength];
            if (blank < 0 || !Convert.TryFromBase64String(line[..blank], key, out var length) || length != key.Length)
                throw new UnusableInputException(InputProblem.KeyUnusable, "a line of the keys of the pseudonyms is damaged; restore the file from a copy, or move it away to begin with new keys", path);
            if (line[(blank + 1)..] == name)
                return key;
        }

        var made = RandomNumberGenerator.GetBytes(Pseudonyms.KeyLength);
        file.SetLength(whole);
        file.Position = whole;
        await file.WriteAsync(Encoding.UTF8.GetBytes($"{Convert.ToBase64String(made)} {name}\n"), cancellationToken).ConfigureAwait(false);
        file.Flush(flushToDisk: true);
        return made;
    }

    // A name may hold anything; what would break a line is written as its number.
    private static string Name(string? authority) => Uri.EscapeDataString(authority ?? "");
}
