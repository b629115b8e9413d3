namespace TikTokBan.Cli.Options;

/// <summary>A password that stands in a file, so that it is on no command line.</summary>
internal static class PasswordFile
{
    /// <summary>Reads it; null where no file is named.</summary>
    public static async Task<string?> ReadAsync(string? file, CancellationToken cancellation)
    {
        if (file is null)
            return null;
        try
        {
            return (await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false)).TrimEnd('\r', '\n');
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"the file with the password can't be read: {refused.Message.TrimEnd('.')}", file, inner: refused);
        }
    }
}
