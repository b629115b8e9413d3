using System.Security.Cryptography;

namespace TikTokBan.Ledger.Stores;

/// <summary>The file in which a master key is: 32 bytes in base64 on one line, for its owner alone.</summary>
internal static class MasterKeyFile
{
    private const int MostBytes = 4096;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads the key.</summary>
    /// <param name="path">The file; null or empty for none.</param>
    /// <exception cref="UnusableInputException">It can't be read, others can read it, or it holds no key.</exception>
    public static MasterKey Read(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
            return MasterKey.None;
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
                throw new UnusableInputException(InputProblem.KeyUnusable, "others than its owner can read or write the master key; let its owner alone (chmod 600)", path);
            if (new FileInfo(path).Length > MostBytes)
                throw NoKey(path);
            Span<byte> key = stackalloc byte[MasterKey.KeyLength + 1];
            var isKey = Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == MasterKey.KeyLength;
            var master = isKey ? MasterKey.Of(key[..length]) : throw NoKey(path);
            CryptographicOperations.ZeroMemory(key);
            return master;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.KeyUnusable, $"the master key can't be read ({refused.Message.TrimEnd('.')}); let {LedgerLocation.KeyVariable} name its file", path, inner: refused);
        }
    }

    /// <summary>Makes a new key in a file of its own.</summary>
    /// <exception cref="UnusableInputException">The file is there already, or can't be made.</exception>
    public static void Create(string path)
    {
        NewFile.Check(path, force: false);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var file = new FileStream(path, options);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(MasterKey.KeyLength)) + "\n"));
            file.Flush(flushToDisk: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.FileUnusable, $"the master key can't be kept here ({refused.Message.TrimEnd('.')}); name another file", path, inner: refused);
        }
    }

    private static UnusableInputException NoKey(string path) =>
        new(InputProblem.KeyUnusable, "this file holds no master key; it has 32 bytes in base64 on one line", path);
}
