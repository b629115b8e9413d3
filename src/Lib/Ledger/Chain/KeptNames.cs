using System.Globalization;

namespace TikTokBan.Ledger.Chain;

/// <summary>How sentences tell apart the checkpoints that were kept elsewhere: by their file, where it is known, else by which of several it is.</summary>
internal sealed class KeptNames(ChainCheckOptions options)
{
    /// <summary>What stands after the words for a checkpoint; nothing where it is the only one, and of no known file.</summary>
    public string Of(Checkpoint kept)
    {
        // The same twice is the same finding, of either.
        var place = options.Kept.TakeWhile(one => one != kept).Count();
        if (place < options.KeptIn.Count)
            return $" ({options.KeptIn[place]})";
        return options.Kept.Count > 1 ? string.Create(CultureInfo.InvariantCulture, $" (number {place + 1} of {options.Kept.Count})") : "";
    }
}
