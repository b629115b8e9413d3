namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>Turns a block of rows into what they say. One for each worker.</summary>
internal interface IBlockMapper
{
    /// <summary>Maps a block.</summary>
    BlockResult Map(RowBlock block);
}
