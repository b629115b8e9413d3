using System.Globalization;

namespace TikTokBan.Removal.Plans;

/// <summary>Files that hold personal data and decisions: read with a bound, written wholly or not at all, for their owner's eyes.</summary>
internal static class RemovalFiles
{
    public static async Task<byte[]> ReadAsync(string path, long largest, CancellationToken cancellationToken)
    {
        if (Directory.Exists(path))
            throw new UnusableInputException(InputProblem.FileUnusable, "this is a folder; name the file in it", path);
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, useAsync: true);
            if (file.CanSeek && file.Length > largest)
                throw new UnusableInputException(InputProblem.PlanUnusable, string.Create(CultureInfo.InvariantCulture, $"the file is larger than the {largest} bytes allowed for it"), path);
            using var content = new MemoryStream();
            await file.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
            return content.ToArray();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new UnusableInputException(InputProblem.FileUnusable, $"the file can't be read: {refused.Message.ReplaceLineEndings(" ").TrimEnd('.')}", path, inner: refused);
        }
    }

    public static async Task WriteAsync(byte[] content, string path, bool overwrite, CancellationToken cancellationToken)
    {
        NewFile.Check(path, overwrite);
        // Written beside and moved over, so that a full disk never leaves half a plan under its name.
        var beside = path + ".part";
        try
        {
            File.Delete(beside);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var file = new FileStream(beside, options);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(content, cancellationToken).ConfigureAwait(false);
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            File.Move(beside, path, overwrite);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            Remove(beside);
            throw new UnusableInputException(InputProblem.FileUnusable, $"the file can't be written: {refused.Message.ReplaceLineEndings(" ").TrimEnd('.')}", path, inner: refused);
        }
        catch (OperationCanceledException)
        {
            Remove(beside);
            throw;
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // What could not be written can't always be removed either; the first failure is the one to tell.
        }
    }
}
