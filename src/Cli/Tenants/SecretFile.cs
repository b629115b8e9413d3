using TikTokBan.Cli.Terminals;

namespace TikTokBan.Cli.Tenants;

/// <summary>Reads a secret, which is given in a file so that no list of processes and no history of a shell shows it.</summary>
internal static class SecretFile
{
    // A token of a person in many groups has some thousand characters; nothing that is a secret has more than this.
    private const int MostBytes = 64 * 1024;

    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Reads the one line of a file; <c>-</c> is standard input.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it should hold, such as "token".</param>
    /// <param name="terminal">Told when others may read the file; null tells nobody.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="UnusableInputException">It isn't there, or holds no secret.</exception>
    public static async Task<string> ReadLineAsync(string path, string what, Terminal? terminal, CancellationToken cancellation)
    {
        var secret = await ReadAsync(path, what, terminal, cancellation).ConfigureAwait(false);
        return secret.Any(char.IsControl)
            ? throw new UnusableInputException($"It holds more than one line; put the {what} in, and nothing else.", path == "-" ? "standard input" : path)
            : secret;
    }

    /// <summary>Reads the same where line breaks don't matter.</summary>
    public static async Task<string> ReadAsync(string path, string what, Terminal? terminal, CancellationToken cancellation)
    {
        var text = path == "-" && terminal is not null ? await FromInputAsync(terminal, cancellation).ConfigureAwait(false) : await FromFileAsync(path, what, cancellation).ConfigureAwait(false);
        var secret = text.Trim().TrimStart('\uFEFF');
        if (secret.Length == 0)
            throw new UnusableInputException($"There is no {what} in it; put the {what} in, and nothing else.", path == "-" ? "standard input" : path);
        if (path != "-" && terminal is not null && !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            await terminal.Error.WriteLineAsync($"Warning: others on this machine may read {path}, which holds a {what}; 'chmod 600' keeps it to you.").ConfigureAwait(false);
        return secret;
    }

    private static async Task<string> FromInputAsync(Terminal terminal, CancellationToken cancellation)
    {
        using var reader = new StreamReader(await terminal.ReadInputAsync(cancellation).ConfigureAwait(false));
        return await reader.ReadToEndAsync(cancellation).ConfigureAwait(false);
    }

    private static async Task<string> FromFileAsync(string path, string what, CancellationToken cancellation)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > MostBytes })
                throw new UnusableInputException($"It is far too long for a {what}; give the file that holds it, and nothing else.", path);
            return await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnusableInputException($"There is no such file; give the one that holds the {what}.", path, inner: failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"The file with the {what} can't be read; check that it is a file, and yours to read.", path, inner: failure);
        }
    }
}
