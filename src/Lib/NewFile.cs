namespace TikTokBan;

/// <summary>Writes files that a person asked for by name: whole or not at all, and over nothing unless told to.</summary>
public static class NewFile
{
    /// <summary>Refuses a place where no file can be made.</summary>
    /// <param name="path">The file.</param>
    /// <param name="force">Whether a file that exists may be written over.</param>
    /// <exception cref="UnusableInputException">It is a folder, or exists and may not be written over.</exception>
    public static void Check(string path, bool force)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (Directory.Exists(path))
            throw new UnusableInputException(InputProblem.FileUnusable, "This is a folder; name a file in it.", path);
        if (File.Exists(path) && !force)
            throw new UnusableInputException(InputProblem.FileExists, "This exists already and was left as it is; name a new file, or say that it may be written over (--force, -Force).", path);
    }

    /// <summary>Writes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What goes into it.</param>
    /// <param name="force">Whether a file that exists may be written over.</param>
    /// <param name="cancellationToken">Gives up; what was there is then as it was.</param>
    /// <exception cref="UnusableInputException">It can't be written there.</exception>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, bool force, CancellationToken cancellationToken = default)
    {
        Check(path, force);

        // Written beside it and moved there, so that neither the old nor the new file is ever there by half.
        var half = path + ".new";
        try
        {
            var stream = File.Create(half);
            await using (stream.ConfigureAwait(false))
                await stream.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            File.Move(half, path, overwrite: force);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Drop(half);
            throw new UnusableInputException(InputProblem.FileUnusable, $"It can't be written here ({refused.Message.TrimEnd('.')}); name another file.", path, inner: refused);
        }
        catch (OperationCanceledException)
        {
            Drop(half);
            throw;
        }
    }

    private static void Drop(string half)
    {
        if (File.Exists(half))
            File.Delete(half);
    }
}
