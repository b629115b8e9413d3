using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using TikTokBan.Catalogue.Matching;
using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue;

/// <summary>Tells which values belong to a covered application. Immutable; safe to use from many threads. What is not covered is answered without allocating, but for rare scripts.</summary>
[SkipLocalsInit]
public sealed class Matcher
{
    private const int OnStack = 512;

    private readonly NameMatcher _names;
    private readonly PublisherMatcher _publishers;
    private readonly IdMatcher _bundles;
    private readonly IdMatcher _packages;
    private readonly IdMatcher _winget;
    private readonly StoreMatcher _stores;
    private readonly DomainMatcher _domains;
    private readonly UrlMatcher _urls;
    private readonly SenderMatcher _senders;
    private readonly SubjectMatcher _subjects;
    private readonly AddressMatcher _addresses;
    private readonly AccountMatcher _accounts;

    internal Matcher(CoveredCatalogue catalogue)
    {
        var answers = new Answers(catalogue);
        _names = new(catalogue, answers);
        _publishers = new(catalogue, answers);
        _bundles = new(catalogue, answers, IndicatorKind.Bundle);
        _packages = new(catalogue, answers, IndicatorKind.Package);
        _winget = new(catalogue, answers, IndicatorKind.Winget);
        _stores = new(catalogue, answers, _packages);
        _addresses = new(catalogue, answers);
        _domains = new(catalogue, answers, _addresses);
        _urls = new(catalogue, answers, _domains, _stores, _packages, _winget);
        _senders = new(catalogue, answers, _domains, _names);
        _subjects = new(catalogue, answers);
        _accounts = new(catalogue, answers);
    }

    /// <summary>What the catalogue makes of one value. Never throws, whatever the value.</summary>
    /// <param name="kind">What the value is; see <see cref="GuessKind"/> where nothing says.</param>
    /// <param name="value">The value as the source has it.</param>
    /// <param name="authentication">For <see cref="IndicatorKind.Sender"/>: whether the mail passed DMARC.</param>
    public MatchResult Match(IndicatorKind kind, ReadOnlySpan<char> value, MailAuthentication authentication = MailAuthentication.Unknown) => kind switch
    {
        IndicatorKind.Name => Name(value, null),
        IndicatorKind.Publisher => _publishers.Match(value),
        IndicatorKind.Bundle => Either(_bundles, _packages, value, caseMatters: true),
        IndicatorKind.AppStoreId => _stores.Listing(value),
        IndicatorKind.Package => Either(_packages, _bundles, value, caseMatters: false),
        IndicatorKind.Signer => _stores.Signer(value),
        IndicatorKind.PackageFamilyName => _stores.Family(value),
        IndicatorKind.Winget => Winget(value),
        IndicatorKind.Domain => value.Contains("://", StringComparison.Ordinal) ? _urls.Match(value) : _domains.Match(value),
        IndicatorKind.Url => _urls.Match(value),
        IndicatorKind.Sender => _senders.Match(value, authentication),
        IndicatorKind.Subject => _subjects.Match(value),
        IndicatorKind.Address => _addresses.Match(value),
        IndicatorKind.Account => _accounts.Match(value),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such kind"),
    };

    /// <summary>What the catalogue makes of a row of an inventory. A known name decides; a known publisher beside an unknown name asks for review.</summary>
    /// <param name="name">The application's name as the inventory has it; some inventories put its id here.</param>
    /// <param name="publisher">Its publisher; empty where the inventory has none.</param>
    /// <param name="platform">The device's platform, such as <c>android</c>; null where not known. It tells how an id in place of a name is read.</param>
    public MatchResult MatchInventory(ReadOnlySpan<char> name, ReadOnlySpan<char> publisher, string? platform)
    {
        var result = Name(name, platform);
        if (result.Outcome is MatchOutcome.NotCovered)
            return publisher.IsEmpty || _publishers.Match(publisher) is not { Outcome: not MatchOutcome.NotCovered } known ? result : known;
        return _names.IsAmbiguous(result) && !publisher.IsWhiteSpace() && _publishers.Match(publisher).Outcome is MatchOutcome.NotCovered
            ? NameMatcher.OfAnother(result)
            : result;
    }

    /// <summary><see cref="MatchInventory"/> for values in UTF-8, as a file has them.</summary>
    public MatchResult MatchInventoryUtf8(ReadOnlySpan<byte> name, ReadOnlySpan<byte> publisher, string? platform)
    {
        var length = name.Length + publisher.Length;
        if (length <= OnStack)
        {
            Span<char> text = stackalloc char[OnStack];
            return Decoded(name, publisher, platform, text);
        }

        var rented = ArrayPool<char>.Shared.Rent(length);
        try
        {
            return Decoded(name, publisher, platform, rented);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    /// <summary>Tells from its shape what a value most likely is; <see cref="IndicatorKind.Name"/> where nothing speaks for another kind.</summary>
    public static IndicatorKind GuessKind(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return KindGuess.Of(value);
    }

    private MatchResult Decoded(ReadOnlySpan<byte> name, ReadOnlySpan<byte> publisher, string? platform, Span<char> text)
    {
        // One byte never makes more than one character, so the room suffices.
        var first = Encoding.UTF8.GetChars(name, text);
        var second = Encoding.UTF8.GetChars(publisher, text[first..]);
        return MatchInventory(text[..first], text.Slice(first, second), platform);
    }

    private MatchResult Name(ReadOnlySpan<char> value, string? platform)
    {
        var result = _names.Match(value);
        if (result.Outcome is not MatchOutcome.NotCovered || !value.Contains('.'))
            return result;
        var id = HostText.TrimControls(value);
        return id.Contains(' ') ? result : ById(id, platform) ?? result;
    }

    /// <summary>Some inventories show an id or a host where a name is expected.</summary>
    private MatchResult? ById(ReadOnlySpan<char> id, string? platform)
    {
        var found = platform switch
        {
            "android" => _packages.Match(id),
            "ios" or "ipados" or "macos" => _bundles.Match(id),
            "windows" => _stores.Family(id),
            _ => Flagged(_packages.Exact(id)) ?? Flagged(_bundles.Exact(id)) ?? Flagged(_stores.Family(id)) ?? Flagged(_winget.Exact(id)),
        };
        return Flagged(found) ?? (_domains.Listed(id) is { Outcome: MatchOutcome.Covered } host ? host : null);
    }

    private MatchResult Winget(ReadOnlySpan<char> value)
    {
        var result = _winget.Match(value);
        return result.Outcome is MatchOutcome.NotCovered ? Flagged(_stores.Family(value)) ?? result : result;
    }

    // An id says its platform less surely than it says its application: the same text serves several stores.
    private static MatchResult Either(IdMatcher first, IdMatcher other, ReadOnlySpan<char> value, bool caseMatters) =>
        first.Exact(value) ?? Flagged(other.Exact(value, caseMatters)) ?? first.Match(value);

    private static MatchResult? Flagged(MatchResult? result) => result is { Outcome: not MatchOutcome.NotCovered } ? result : null;
}
