using System.Management.Automation;
using TikTokBan.Cmdlets.Failures;

namespace TikTokBan.Cmdlets.Pipeline;

/// <summary>Finds the files and folders that a caller named. Counts for the pipeline thread.</summary>
internal static class PathResolver
{
    /// <summary>Full path of a file or folder that the caller named relative to the location of the shell, not of the process. It need not exist, and may be written as a provider writes it.</summary>
    /// <exception cref="UnusableInputException">It isn't one of the file system.</exception>
    public static string Unresolved(PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        return provider.Name == "FileSystem" ? full : throw Elsewhere(path, provider);
    }

    /// <summary>The files and folders that are there; an error is written for each name that nothing has.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="paths">As the caller gave them.</param>
    /// <param name="literal">Whether <c>*</c>, <c>?</c> and <c>[</c> stand for themselves.</param>
    public static List<string> Existing(PSCmdlet cmdlet, IEnumerable<string> paths, bool literal)
    {
        List<string> found = [];
        foreach (var path in paths)
        {
            try
            {
                var here = literal ? Literal(cmdlet, path) : Matching(cmdlet, path);
                if (here.Count == 0)
                    cmdlet.WriteError(Errors.PathNotFound(path));
                found.AddRange(here);
            }
            catch (Exception failure) when (failure is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or ProviderInvocationException)
            {
                cmdlet.WriteError(Errors.PathNotFound(path));
            }
            catch (UnusableInputException elsewhere)
            {
                cmdlet.WriteError(Errors.Of(elsewhere)!);
            }
        }

        return found;
    }

    private static List<string> Literal(PSCmdlet cmdlet, string path)
    {
        var full = Unresolved(cmdlet, path);
        return Path.Exists(full) ? [full] : [];
    }

    /// <summary>The files and folders that a pattern finds, none where there are none.</summary>
    /// <exception cref="UnusableInputException">They aren't of the file system.</exception>
    public static List<string> Matching(PSCmdlet cmdlet, string path)
    {
        var full = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
        return provider.Name == "FileSystem" ? [.. full] : throw Elsewhere(path, provider);
    }

    private static UnusableInputException Elsewhere(string path, ProviderInfo provider) =>
        Refusal.Of(InputProblem.ArgumentUnusable, "OtherProvider", path, provider.Name);
}
