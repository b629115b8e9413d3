using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>Decides by App Store listings, Windows package identities, and certificates with their packages.</summary>
internal sealed class StoreMatcher
{
    private static readonly MatchResult NoListing = Answers.NotCovered("No App Store listing of the catalogue.");

    private static readonly MatchResult NoFamily = Answers.NotCovered("No Windows package of the catalogue.");

    private static readonly MatchResult NoSigner = Answers.NotCovered("Neither the certificate nor the package is in the catalogue.");

    private readonly SpanTable<Known> _listings;
    private readonly SpanTable<Known> _families;
    private readonly SpanTable<Known> _certificates;
    private readonly SpanTable<Known> _pairs;
    private readonly SpanTable<Known> _signed;
    private readonly IdMatcher _packages;

    public StoreMatcher(CoveredCatalogue catalogue, Answers answers, IdMatcher packages)
    {
        _packages = packages;
        _listings = Known.Table(catalogue, answers, IndicatorKind.AppStoreId);
        _families = Known.Table(catalogue, answers, IndicatorKind.PackageFamilyName);
        var signers = Known.Of(catalogue, answers, IndicatorKind.Signer).Where(one => one.Known.Indicator is not null).ToList();
        _pairs = new(signers.Select(one => KeyValuePair.Create(one.Canonical, one.Known)));
        _certificates = new(signers.Select(one => KeyValuePair.Create(one.Canonical[..64], one.Known)));
        _signed = new(signers.Select(one => KeyValuePair.Create(one.Canonical[65..], one.Known)));
    }

    /// <summary>Digits, with or without <c>id</c> before them.</summary>
    public MatchResult Listing(ReadOnlySpan<char> value)
    {
        value = HostText.TrimControls(value);
        if (value.StartsWith("id", StringComparison.OrdinalIgnoreCase))
            value = value[2..];
        return _listings.Find(value)?.Answer ?? NoListing;
    }

    /// <summary>A family name, a full name, or an identity name alone.</summary>
    public MatchResult Family(ReadOnlySpan<char> value)
    {
        value = HostText.TrimControls(value);
        Span<char> buffer = stackalloc char[256];
        if (value.IsEmpty || value.Length > buffer.Length)
            return NoFamily;
        var folded = buffer[..value.ToLowerInvariant(buffer)];
        if (_families.Find(folded) is { } exact)
            return exact.Answer;

        PackageFamilyText.Split(folded, out var name, out var hash);
        if (_families.Find(name) is not { Indicator: { } indicator } byName)
            return NoFamily;
        if (hash.IsEmpty)
            return name.Length == folded.Length ? byName.Answer : NoFamily;
        return _families.Find($"{name}_{hash}")?.Answer
            ?? Answers.Of(indicator, MatchOutcome.Suspicious, $"Has the identity name {indicator.Value} and another publisher: not the vendor's package.");
    }

    /// <summary>A certificate's SHA-256 and the package it signs, in this order or the other, with anything between.</summary>
    public MatchResult Signer(ReadOnlySpan<char> value)
    {
        if (value.Length > 2048)
            value = value[..2048];
        var (certificate, package, more) = SplitSigner(value.ToString());
        if (certificate is not null && package is not null && _pairs.Find($"{certificate} {package}") is { } pair)
            return pair.Answer;

        var signer = certificate is null ? null : _certificates.Find(certificate);
        var listed = package is null ? null : _packages.Exact(package);
        if (listed is { Outcome: MatchOutcome.NotCovered })
            listed = null;
        var expected = package is null ? null : _signed.Find(package);

        return (signer, listed, expected) switch
        {
            (null, null, _) => package is not null && _packages.Match(package) is { Outcome: not MatchOutcome.NotCovered } near ? near : NoSigner,
            ({ } known, null, _) => Answers.Of(known.Indicator!, MatchOutcome.Review, "A certificate of the vendor's, which signs many of its applications, with a package that is not listed: it does not say which application it is."),
            ({ } known, { } match, null) => match.Outcome is MatchOutcome.Covered
                ? match with { Reason = $"{match.Reason} A certificate of the vendor's signs it." }
                : match with { Reason = $"{match.Reason} The certificate is one that the vendor uses for many applications." },
            ({ }, { } match, { }) => match with { Outcome = MatchOutcome.Review, Reason = $"The package is {match.Indicator}; the certificate is the vendor's and not the one known for this package." },
            (null, { } match, { }) when certificate is not null || more => match with { Outcome = MatchOutcome.Suspicious, Reason = $"The package calls itself {match.Indicator} and another certificate signs it: repackaged, or an impostor." },
            (null, { } match, _) => match with { Outcome = MatchOutcome.Review, Reason = $"The package is {match.Indicator}; nothing known confirms the certificate." },
        };
    }

    /// <summary>Finds 64 hexadecimal digits (colons allowed between) and a dotted id; tells whether other words stand beside them.</summary>
    private static (string? Certificate, string? Package, bool More) SplitSigner(string value)
    {
        string? certificate = null, package = null;
        var more = false;
        foreach (var word in value.Split([' ', '\t', '+', ',', ';', '|', '=', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            var hex = word.Replace(":", "", StringComparison.Ordinal);
            if (hex.Length == 64 && hex.All(char.IsAsciiHexDigit))
                certificate ??= hex.ToUpperInvariant();
            else if (package is null && word.Contains('.', StringComparison.Ordinal) && char.IsAsciiLetter(word[0]) && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_'))
                package = word.ToLowerInvariant();
            else
                more = true;
        }

        return (certificate, package, more);
    }
}
