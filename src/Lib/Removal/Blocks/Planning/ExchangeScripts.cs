using System.Security.Cryptography;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>The scripts for Exchange Online that belong to a plan. Who agreed to the plan agreed to these bytes and no others.</summary>
public static class ExchangeScripts
{
    private const long Largest = 4L * 1024 * 1024;

    /// <summary>Where the script that blocks lies; the one that undoes it lies beside it.</summary>
    /// <param name="planPath">The plan's file.</param>
    public static string PathBeside(string planPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(planPath);
        return Path.Combine(Path.GetDirectoryName(planPath) ?? "", Path.GetFileNameWithoutExtension(planPath) + ".exchange.ps1");
    }

    /// <summary>Reads a script of a plan, and checks it against the plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="planPath">Its file.</param>
    /// <param name="undo">Whether the script that takes it back is meant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its text; null where the plan has no part for Exchange Online.</returns>
    /// <exception cref="UnusableInputException">It is not there, or is not the one that was approved.</exception>
    public static async Task<string?> ReadAsync(RemovalPlan plan, string planPath, bool undo, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Block?.Exchange is not { } known)
            return null;
        var path = PathBeside(planPath);
        if (undo)
            path = Path.Combine(Path.GetDirectoryName(path) ?? "", Path.GetFileNameWithoutExtension(path) + ".undo.ps1");
        var content = await RemovalFiles.ReadAsync(path, Largest, cancellationToken).ConfigureAwait(false);
        return string.Equals(Convert.ToHexString(SHA256.HashData(content)), undo ? known.UndoSha256 : known.Sha256, StringComparison.OrdinalIgnoreCase)
            ? System.Text.Encoding.UTF8.GetString(content)
            : throw new UnusableInputException("this script is not the one that belongs to the plan: it was changed since; make the plan anew", path);
    }
}
