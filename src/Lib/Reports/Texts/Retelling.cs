using TikTokBan.Authorities;
using TikTokBan.Directives;

namespace TikTokBan.Reports.Texts;

/// <summary>
/// Tells what a scan says of its cases in the report's language. A scan keeps sentences in the language that it was made in; they are recognised
/// by the product's own texts, the directive's and the profile's. What is not recognised stays as it is.
/// </summary>
internal sealed class Retelling
{
    private readonly string _language;
    private readonly IReadOnlyList<string> _languages;
    private readonly IReadOnlyList<SentenceTemplate> _sentences;
    private readonly SentenceTemplate _assumption = JudgementSentences.AnyAssumption;
    private readonly Slot _bases;
    private readonly Slot _assumptions;
    private readonly Dictionary<string, (string Text, string? From)> _told = new(StringComparer.Ordinal);

    public Retelling(Directive? directive, AuthorityProfile? profile, string language)
    {
        _language = language;
        _languages = [language, .. LocalText.Languages.Where(other => other != language)];
        _sentences = JudgementSentences.Of(directive, profile);
        _bases = Slot.Of(directive is null ? [] :
        [
            directive.Instrument, .. directive.Rules.Select(rule => rule.Basis), .. directive.Exceptions.Select(exception => exception.Basis), .. directive.Periods.Select(period => period.Instrument),
        ]);
        _assumptions = Slot.Of((profile?.Assumptions ?? []).Select(one => one.Text));
    }

    /// <summary>A sentence in the report's language, or as it is.</summary>
    public string Sentence(string sentence) => Tell(sentence).Text;

    /// <summary>Whether a sentence is the product's, the directive's or the profile's own, so that nothing of a source stands in it.</summary>
    public bool IsOwn(string sentence) => Tell(sentence).From is not null;

    /// <summary>The passage that a verdict rests on.</summary>
    public string? Basis(string? basis) => basis is null ? null : Of(_bases, basis);

    /// <summary>A declared assumption.</summary>
    public string Assumption(string assumption) => Of(_assumptions, assumption);

    private string Of(Slot texts, string text) => _languages.Select(from => texts.Tell(text, from, _language)).FirstOrDefault(told => told is not null) ?? text;

    private (string Text, string? From) Tell(string sentence)
    {
        if (!_told.TryGetValue(sentence, out var told))
            _told[sentence] = told = Find(sentence);
        return told;
    }

    private (string Text, string? From) Find(string sentence)
    {
        foreach (var from in _languages)
        {
            foreach (var template in _sentences)
            {
                if (template.Tell(sentence, from, _language) is { } told)
                    return (told, from);
            }
        }

        return (_languages.Select(from => _assumption.Tell(sentence, from, _language)).FirstOrDefault(told => told is not null) ?? sentence, null);
    }
}
