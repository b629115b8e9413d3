using System.Text;

namespace TikTokBan.Ledger.Journals;

/// <summary>
/// The claim of a run to a tenant: a locked file beside the ledger. The system frees it when the process ends, however it
/// ends; a file that is left behind claims nothing.
/// </summary>
internal sealed class TenantClaim : IDisposable
{
    // What .NET reports where another handle has the file: two codes on Windows, EWOULDBLOCK on Linux and on macOS.
    private static readonly int[] Taken = [unchecked((int)0x80070020), unchecked((int)0x80070021), 11, 35];

    private readonly FileStream _file;

    private TenantClaim(FileStream file) => _file = file;

    /// <summary>Takes the claim; null where another run has it.</summary>
    /// <exception cref="UnusableInputException">The file can't be made.</exception>
    public static TenantClaim? Take(string ledger, string tenant)
    {
        var path = $"{ledger}.{FileName(tenant)}.lock";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var file = new FileStream(path, options);
            if (file.Length == 0)
                file.Write(Encoding.UTF8.GetBytes($"Locked while a removal works on tenant {tenant}. The ledger beside it tells whose. Harmless when left behind.\n"));
            file.Flush();
            return new TenantClaim(file);
        }
        catch (IOException taken) when (Taken.Contains(taken.HResult))
        {
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(
                InputProblem.LedgerUnusable,
                $"the file that claims the tenant for one run can't be written here ({refused.Message.TrimEnd('.')}); use a ledger in a folder that can be written",
                path,
                inner: refused);
        }
    }

    public void Dispose() => _file.Dispose();

    // A tenant is an id or a domain; whatever else a file says is kept from leaving the folder.
    private static string FileName(string tenant) =>
        string.Concat(tenant.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' ? character : '_'));
}
