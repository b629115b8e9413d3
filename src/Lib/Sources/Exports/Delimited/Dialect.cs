namespace TikTokBan.Sources.Exports.Delimited;

/// <summary>How rows and fields are kept apart.</summary>
/// <param name="Delimiter">Between fields.</param>
/// <param name="Quote">Around a field that holds a delimiter, a quote (doubled) or a line break; 0 where the format has none.</param>
internal readonly record struct Dialect(byte Delimiter, byte Quote)
{
    public static Dialect Comma => new((byte)',', (byte)'"');
}
