using TikTokBan.Directives;
using TikTokBan.Removal.Blocks;
using TikTokBan.Removal.Blocks.Checking;
using TikTokBan.Removal.Blocks.Formats;
using TikTokBan.Tests.Catalogue;

namespace TikTokBan.Tests.Removal.Blocks;

/// <summary>Selections and lists of the shipped catalogue on a fixed day.</summary>
internal static class Lists
{
    public static DateOnly Day { get; } = new(2026, 11, 22);

    public static Directive Federal { get; } = Directive.LoadFile(Repository.At("data", "directives", "be-federal-716.yaml"));

    public static BlockSelection Selection { get; } = BlockSelection.Of(Shipped.Catalogue, Federal, Day);

    /// <summary>Every application of the catalogue: the longest lists there are.</summary>
    public static BlockSelection Widest { get; } = BlockSelection.Of(Shipped.Catalogue, Federal, Day, [.. Shipped.Catalogue.Applications.Select(one => one.Id)]);

    public static TheoryData<BlockListKind> Kinds => [.. Enum.GetValues<BlockListKind>()];

    /// <summary>Those that can be read back.</summary>
    public static TheoryData<BlockListKind> Readable => [.. BlockListCheck.Kinds];

    public static string Text(BlockListKind kind, BlockSelection? selection = null) => BlockList.Write(kind, selection ?? Selection).Files[0].Text;

    /// <summary>What a written list blocks, as its own format is read.</summary>
    public static BlockedNames Blocked(BlockListKind kind, BlockSelection? selection = null) =>
        new(BlockFormats.Of(kind).Read(Text(kind, selection))!);
}
