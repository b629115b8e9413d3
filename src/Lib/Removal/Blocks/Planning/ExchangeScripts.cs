using System.Security.Cryptography;
using System.Text;
using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Blocks.Planning;

/// <summary>The scripts for Exchange Online that belong to a plan. Who agreed to the plan agreed to these bytes and no others.</summary>
public static class ExchangeScripts
{
    /// <summary>Where the script that blocks lies; the one that undoes it lies beside it.</summary>
    /// <param name="planPath">The plan's file.</param>
    public static string PathBeside(string planPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(planPath);
        return Path.Combine(Path.GetDirectoryName(planPath) ?? "", Path.GetFileNameWithoutExtension(planPath) + ".exchange.ps1");
    }

    /// <summary>Writes the script anew that takes a plan back.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="catalogue">The catalogue.</param>
    /// <param name="directive">The plan's directive.</param>
    /// <returns>Its text; null where the plan has no such part, or another script would come of it than the plan names.</returns>
    public static string? Undo(RemovalPlan plan, CoveredCatalogue catalogue, Directive directive)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Block is not { Exchange: { } known } block)
            return null;
        var selection = BlockSelection.Of(catalogue, directive, block.AsOf, [.. block.Applications]);
        var bytes = BlockList.Write(BlockListKind.ExchangeScript, selection).Files[1].Bytes;
        return string.Equals(Convert.ToHexString(SHA256.HashData(bytes.Span)), known.UndoSha256, StringComparison.OrdinalIgnoreCase) ? Encoding.UTF8.GetString(bytes.Span) : null;
    }
}
