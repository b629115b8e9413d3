using TikTokBan.Catalogue;

namespace TikTokBan.Sources.Exports;

/// <summary>Asks the catalogue's matcher.</summary>
internal sealed class CatalogueMatcher(Matcher matcher) : IValueMatcher
{
    public MatchResult Match(IndicatorKind kind, ReadOnlySpan<char> value, MailAuthentication authentication = MailAuthentication.Unknown) =>
        matcher.Match(kind, value, authentication);

    public MatchResult MatchApplication(string? name, string? publisher, string? platform) => matcher.MatchInventory(name, publisher, platform);
}
