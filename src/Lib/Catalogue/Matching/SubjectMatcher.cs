using System.Runtime.CompilerServices;
using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>Decides by a mail's subject, which never proves anything: at most it asks to look at the sender.</summary>
[SkipLocalsInit]
internal sealed class SubjectMatcher
{
    private static readonly MatchResult None = Answers.NotCovered("A subject alone shows no account; the sender decides.");

    private static readonly MatchResult OtherCode = Answers.NotCovered("A code whose subject names someone else.");

    private static readonly string[] Prefixes = ["re", "fwd", "fw", "tr", "wg", "aw", "antw", "doorst", "rv"];

    private readonly SpanTable<string> _code;
    private readonly SpanTable<string> _filler;
    private readonly string[] _account;
    private readonly string[] _brands;
    private readonly MatchResult _ownCode;
    private readonly MatchResult _openCode;
    private readonly MatchResult _aboutAccount;

    public SubjectMatcher(CoveredCatalogue catalogue, Answers answers)
    {
        _code = Words(catalogue.Words.Code);
        _filler = Words(catalogue.Words.Filler);
        _account = [.. catalogue.Words.Account.Select(NameText.Fold)];
        var brand = catalogue.Indicators.FirstOrDefault(one => one is { Kind: IndicatorKind.Name, Outcome: MatchOutcome.Covered, Ambiguous: false } && NameHead.IsHead(one) && one.Canonical.Length >= 6 && catalogue.Find(one.Application!)!.Class == one.Class && !one.Canonical.Contains(' ', StringComparison.Ordinal) && !one.Canonical.Contains('.', StringComparison.Ordinal));
        _brands = brand is null ? [] : [brand.Canonical];
        _ownCode = Review(brand, $"A code of {(brand is null ? "a service" : answers.Subject(brand))} by its words, which anyone can write or forward: the sender and DMARC decide.");
        _openCode = brand is null ? None : Answers.Of(brand, MatchOutcome.Review, "A code that names no service: the sender and DMARC decide.") with { Application = null, ApplicationClass = null, Indicator = null, ConfirmedBy = 0 };
        _aboutAccount = Review(brand, $"About an account with {(brand is null ? "a service" : answers.Subject(brand))} by its words, which anyone can write: the sender and DMARC decide.");
    }

    public MatchResult Match(ReadOnlySpan<char> value)
    {
        Span<char> buffer = stackalloc char[NameText.Capacity];
        var subject = WithoutPrefixes(buffer[..NameText.Fold(value, buffer, out _)]);
        if (subject.IsEmpty)
            return None;

        var branded = false;
        foreach (var brand in _brands)
            branded |= HasWord(subject, brand);

        bool digits = false, code = false, others = false;
        foreach (var word in new WordCutter(subject))
        {
            if (IsNumber(word))
                digits |= word.Length is >= 4 and <= 8;
            else if (_code.Find(word) is not null)
                code = true;
            else if (_filler.Find(word) is null)
                others = true;
        }

        if (digits && code)
            return branded ? _ownCode : others ? OtherCode : _openCode;
        return branded && AboutAccount(subject) ? _aboutAccount : None;
    }

    private bool AboutAccount(ReadOnlySpan<char> subject)
    {
        foreach (var phrase in _account)
        {
            if (subject.Contains(phrase, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsNumber(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiDigit(c))
                return false;
        }

        return true;
    }

    private static bool HasWord(ReadOnlySpan<char> subject, string brand)
    {
        var at = subject.IndexOf(brand, StringComparison.Ordinal);
        return at >= 0
            && (at == 0 || !char.IsLetterOrDigit(subject[at - 1]))
            && (at + brand.Length == subject.Length || !char.IsLetterOrDigit(subject[at + brand.Length]));
    }

    private static ReadOnlySpan<char> WithoutPrefixes(ReadOnlySpan<char> subject)
    {
        for (var rounds = 0; rounds < 10; rounds++)
        {
            var colon = subject.IndexOf(':');
            if (colon is <= 0 or > 6 || Array.IndexOf(Prefixes, subject[..colon].Trim().ToString()) < 0)
                break;
            subject = subject[(colon + 1)..].TrimStart();
        }

        return subject;
    }

    private static MatchResult Review(CoveredIndicator? brand, string reason) => brand is null ? None : Answers.Of(brand, MatchOutcome.Review, reason);

    private static SpanTable<string> Words(IEnumerable<string> words) => new(words.Select(word => KeyValuePair.Create(NameText.Fold(word), word)));
}

/// <summary>Cuts a folded text into words; a hyphen or an apostrophe inside a word belongs to it.</summary>
internal ref struct WordCutter(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    public ReadOnlySpan<char> Current { get; private set; }

    public readonly WordCutter GetEnumerator() => this;

    public bool MoveNext()
    {
        var start = 0;
        while (start < _rest.Length && !char.IsLetterOrDigit(_rest[start]))
            start++;
        var end = start;
        while (end < _rest.Length && (char.IsLetterOrDigit(_rest[end]) || (_rest[end] is '-' or '\'' or '\u2019' && end + 1 < _rest.Length && char.IsLetterOrDigit(_rest[end + 1]))))
            end++;
        Current = _rest[start..end];
        _rest = _rest[end..];
        return !Current.IsEmpty;
    }
}
