using TikTokBan.Removal.Blocks.Formats;
using TikTokBan.Removal.Blocks.Formats.Dns;
using TikTokBan.Removal.Blocks.Selecting;

namespace TikTokBan.Removal.Blocks.Checking;

/// <summary>Holds a list that an authority has against a selection: what it lacks, and what it blocks that it should not.</summary>
public static class BlockListCheck
{
    /// <summary>The kinds that can be read back.</summary>
    public static IReadOnlyList<BlockListKind> Kinds { get; } = [.. Enum.GetValues<BlockListKind>().Where(kind => BlockFormats.Of(kind).Read("{}") is not null)];

    /// <summary>Checks a list.</summary>
    /// <param name="kind">How it is written.</param>
    /// <param name="text">What is in it.</param>
    /// <param name="selection">What is to be blocked.</param>
    /// <exception cref="UnusableInputException">Lists of this kind can't be read back, or this is none.</exception>
    public static BlockListFindings Run(BlockListKind kind, string text, BlockSelection selection)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(selection);
        var format = BlockFormats.Of(kind);
        List<ListedLine> lines = format.Read(text) is { } read
            ? [.. read]
            : throw new UnusableInputException(InputProblem.BlockUnusable, $"A list of this kind can't be checked; those that can are {string.Join(", ", Kinds)}.");
        var blocked = new BlockedNames(lines);
        var others = new DomainsOfOthers(selection.Excluded);
        return new BlockListFindings
        {
            Entries = lines.Count(line => line.Name is not null),
            NotUnderstood = [.. lines.Where(line => line.Name is null).Select(line => line.Number)],
            Missing = [.. selection.Domains.SelectMany(domain => Missing(domain, blocked, format.NamesHostsOnly))],
            TooMuch = [.. TooMuch(blocked, others), .. Doubtful(blocked, selection)],
        };
    }

    /// <summary>Checks a list in a file.</summary>
    /// <param name="kind">How it is written.</param>
    /// <param name="path">The file.</param>
    /// <param name="selection">What is to be blocked.</param>
    /// <exception cref="UnusableInputException">It can't be read, or is no list of this kind.</exception>
    public static BlockListFindings RunFile(BlockListKind kind, string path, BlockSelection selection)
    {
        try
        {
            return Run(kind, File.ReadAllText(path), selection);
        }
        catch (UnusableInputException unusable) when (unusable.Path is null)
        {
            throw new UnusableInputException(InputProblem.BlockUnusable, unusable.Sentence, path, unusable.Line, unusable);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException(InputProblem.BlockUnusable, $"It can't be read ({refused.Message.TrimEnd('.')}); check the path.", path, inner: refused);
        }
    }

    private static IEnumerable<MissingName> Missing(BlockedDomain domain, BlockedNames blocked, bool hostsOnly)
    {
        if (hostsOnly)
            return HostsLines.NamesOf(domain).Where(name => !blocked.Itself(name)).Select(name => new MissingName(name, "it is not on the list"));
        return (blocked.Itself(domain.Name), blocked.Below(domain.Name)) switch
        {
            (true, true) => [],
            (true, false) => [new MissingName(domain.Name, "it is on the list, but what lies below it is not")],
            (false, true) => [new MissingName(domain.Name, "what lies below it is on the list, but it itself is not")],
            _ => [new MissingName(domain.Name, "it is not on the list")],
        };
    }

    /// <summary>Names with which something of others goes.</summary>
    private static IEnumerable<ExcessName> TooMuch(BlockedNames blocked, DomainsOfOthers others)
    {
        foreach (var line in blocked.Lines)
        {
            if (others.UsedBy(line.Name!) is { } other && (line.Below || other == line.Name))
                yield return new ExcessName(line.Number, line.Name!, other == line.Name ? "others use it" : $"{other} lies below it, which others use");
        }
    }

    /// <summary>Names of the catalogue that are left out for a reason.</summary>
    private static IEnumerable<ExcessName> Doubtful(BlockedNames blocked, BlockSelection selection)
    {
        var doubtful = selection.LeftOutDomains
            .Where(one => one.Reason is LeftOutReason.Shared or LeftOutReason.OneSource or LeftOutReason.OthersUseIt)
            .ToDictionary(one => one.Value, StringComparer.Ordinal);
        return from line in blocked.Lines
               where doubtful.ContainsKey(line.Name!)
               select new ExcessName(line.Number, line.Name!, LeftOutText.Of(doubtful[line.Name!].Reason));
    }
}
