using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>A covered brand as the beginning of a title, with the answers for what can follow it.</summary>
internal sealed class NameHead
{
    // Shorter brands look like too many honest words.
    private const int ShortestPosable = 6;

    public NameHead(CoveredIndicator indicator, MatchResult answer, Answers answers, CoveredCatalogue catalogue)
    {
        var subject = answers.Subject(indicator);
        Indicator = indicator;
        Answer = answer;
        Folded = indicator.Canonical;
        Skeleton = Text.Skeleton.Of(Folded);
        Primary = indicator.Application is { } id && NameText.Fold(catalogue.Find(id)!.Name()) == Folded;
        Posable = catalogue.Classes[indicator.Class].Outcome is MatchOutcome.Covered && Folded.Length >= ShortestPosable;
        Tagline = Answers.Of(indicator, answer.Outcome, $"The title begins with {indicator.Value} and goes on as store titles of {subject} do.");
        Unlisted = Answers.Of(indicator, MatchOutcome.Review, $"The title begins with {indicator.Value} and is not listed: the publisher or the package decides whether it is the vendor's.");
        Turkish = Answers.Of(indicator, MatchOutcome.Review, $"{indicator.Value} spelled with a Turkish i, as changing case in that language does: the package or the publisher decides.");
        Poses = Answers.Of(indicator, MatchOutcome.Suspicious, $"Looks like {indicator.Value} and is spelled with other letters: it poses as {subject} and is not the vendor's.");
        SpelledApart = Answers.Of(indicator, MatchOutcome.Review, $"{indicator.Value} spelled apart, as the vendor does not: the package or the publisher decides.");
        ThirdParty = Answers.NotCovered($"A tool of someone else for {subject}, as the words after the name say.");
    }

    public CoveredIndicator Indicator { get; }

    public string Folded { get; }

    public string Skeleton { get; }

    /// <summary>The main name of its application. Other titles may be words that others use too.</summary>
    public bool Primary { get; }

    /// <summary>Worth posing as.</summary>
    public bool Posable { get; }

    public MatchResult Answer { get; }

    public MatchResult Tagline { get; }

    public MatchResult Unlisted { get; }

    public MatchResult Turkish { get; }

    public MatchResult Poses { get; }

    public MatchResult SpelledApart { get; }

    public MatchResult ThirdParty { get; }

    public static bool IsHead(CoveredIndicator indicator)
    {
        var name = indicator.Canonical;
        return !indicator.Ambiguous && indicator.Role is null && name.Length >= 2 && name.Count(' ') < 4
            && name.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.') && char.IsLetter(name[0]) && Text.Skeleton.Of(name).Length >= 2;
    }

    /// <summary>Whether a name begins with this one but for a dotted capital or a dotless small i.</summary>
    public bool IsTurkish(ReadOnlySpan<char> folded)
    {
        if (folded.Length < Folded.Length)
            return false;
        for (var i = 0; i < Folded.Length; i++)
        {
            if (folded[i] != Folded[i] && !(Folded[i] == 'i' && folded[i] is '\u0130' or '\u0131'))
                return false;
        }

        return true;
    }
}
