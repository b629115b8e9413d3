namespace TikTokBan.Removal.Blocks.Formats;

/// <summary>What one line, or one entry, of a list blocks.</summary>
/// <param name="Number">The line, or the place among the entries, counted from 1.</param>
/// <param name="Name">The name, in small letters; null when the line could not be understood.</param>
/// <param name="Itself">Whether the name itself is blocked.</param>
/// <param name="Below">Whether what lies below it is blocked.</param>
internal sealed record ListedLine(int Number, string? Name, bool Itself, bool Below)
{
    public static ListedLine Unclear(int number) => new(number, null, false, false);
}
