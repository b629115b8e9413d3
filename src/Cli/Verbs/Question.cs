using TikTokBan.Catalogue;

namespace TikTokBan.Cli.Verbs;

/// <summary>A value to classify.</summary>
/// <param name="Value">The value.</param>
/// <param name="Kind">What it is; null lets its shape decide.</param>
/// <param name="Authentication">What DMARC said, for a sender.</param>
internal sealed record Question(string Value, IndicatorKind? Kind, MailAuthentication Authentication)
{
    public Answer AskOf(Matcher matcher)
    {
        var kind = Kind ?? Matcher.GuessKind(Value);
        return new Answer(Value, kind, matcher.Match(kind, Value, Authentication));
    }
}

/// <summary>What the catalogue makes of a value.</summary>
internal sealed record Answer(string Value, IndicatorKind Kind, MatchResult Result);
