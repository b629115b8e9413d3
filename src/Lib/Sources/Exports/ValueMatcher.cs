using TikTokBan.Catalogue;

namespace TikTokBan.Sources.Exports;

/// <summary>What the readers ask of the catalogue. Safe to use from many threads.</summary>
internal interface IValueMatcher
{
    /// <summary>What the catalogue makes of one value.</summary>
    MatchResult Match(IndicatorKind kind, ReadOnlySpan<char> value, MailAuthentication authentication = MailAuthentication.Unknown);

    /// <summary>What it makes of an application as an inventory lists it.</summary>
    MatchResult MatchApplication(string? name, string? publisher, string? platform);
}
