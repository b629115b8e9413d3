namespace TikTokBan;

/// <summary>Compares without regard to case; <c>*</c> at either end of a pattern stands for anything.</summary>
internal static class Wildcard
{
    public static bool Any(IReadOnlyList<string> patterns, string? value) =>
        value is not null && patterns.Any(pattern => Fits(pattern, value));

    public static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> value)
    {
        const StringComparison Folded = StringComparison.OrdinalIgnoreCase;
        var (before, after) = (pattern.StartsWith("*"), pattern.EndsWith("*"));
        var text = pattern.Trim('*');
        return (before, after) switch
        {
            (true, true) => value.Contains(text, Folded),
            (true, false) => value.EndsWith(text, Folded),
            (false, true) => value.StartsWith(text, Folded),
            _ => value.Equals(text, Folded),
        };
    }
}
