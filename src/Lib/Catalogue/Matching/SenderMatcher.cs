using System.Runtime.CompilerServices;
using TikTokBan.Catalogue.Text;

namespace TikTokBan.Catalogue.Matching;

/// <summary>Decides by who sends a mail: the address, the name shown beside it, and whether the address is the sender's own.</summary>
[SkipLocalsInit]
internal sealed class SenderMatcher
{
    private static readonly MatchResult None = Answers.NotCovered("No sender of the catalogue.");

    private static readonly MatchResult NoAddress = Answers.NotCovered("No mail address.");

    private readonly SpanTable<Known> _senders;
    private readonly DomainMatcher _domains;
    private readonly NameMatcher _names;

    public SenderMatcher(CoveredCatalogue catalogue, Answers answers, DomainMatcher domains, NameMatcher names)
    {
        _senders = Known.Table(catalogue, answers, IndicatorKind.Sender);
        (_domains, _names) = (domains, names);
    }

    public MatchResult Match(ReadOnlySpan<char> value, MailAuthentication authentication)
    {
        var sender = SenderText.Split(value, ref authentication);
        var at = sender.Address.LastIndexOf('@');
        Span<char> buffer = stackalloc char[SenderText.Capacity];
        if (at <= 0 || !Canonical(sender.Address, at, buffer, out var length, out at))
            return Shown(sender.Display) is { } name
                ? Posing(name, "The name shown is that of a covered application, and no mail address stands beside it.")
                : NoAddress;

        ReadOnlySpan<char> address = buffer[..length];
        var domain = address[(at + 1)..];
        if (Listed(address, at) is { } listed)
            return authentication is MailAuthentication.Fail ? Forged(listed) : listed;

        var host = _domains.Match(domain);
        if (host.Outcome is MatchOutcome.Suspicious)
            return Posing(host, $"The domain of the sender poses as the vendor's. {host.Reason}");
        if (host.Outcome is not MatchOutcome.NotCovered || BelowSender(domain))
            return authentication is MailAuthentication.Fail ? Forged(host) : BelowVendor(host, domain);
        return Shown(sender.Display) is { } shown
            ? Posing(shown, "The name shown is that of a covered application, and the address is not the vendor's: it poses as it.")
            : None;
    }

    private MatchResult? Listed(ReadOnlySpan<char> address, int at)
    {
        if (_senders.Find(address) is { } exact)
            return exact.Answer;
        Span<char> any = stackalloc char[SenderText.Capacity];
        any[0] = '*';
        address[at..].CopyTo(any[1..]);
        return _senders.Find(any[..(address.Length - at + 1)])?.Answer;
    }

    /// <summary>Whether any sender of the vendor's writes from the domain or from one above it.</summary>
    private bool BelowSender(ReadOnlySpan<char> domain)
    {
        Span<char> any = stackalloc char[SenderText.Capacity];
        "*@".CopyTo(any);
        for (var from = domain; !from.IsEmpty;)
        {
            from.CopyTo(any[2..]);
            if (_senders.Find(any[..(from.Length + 2)]) is not null)
                return true;
            from = from.IndexOf('.') is >= 0 and var dot ? from[(dot + 1)..] : default;
        }

        return false;
    }

    private static MatchResult BelowVendor(MatchResult host, ReadOnlySpan<char> domain) => host with
    {
        Outcome = MatchOutcome.Review,
        Role = null,
        Reason = host.Outcome is MatchOutcome.Review
            ? $"No sender is known at {domain}. {host.Reason}"
            : $"Sent from {domain}, which is the vendor's and from which no sender is known: someone has to look at the mail.",
    };

    private static MatchResult Forged(MatchResult claimed) => claimed with
    {
        Outcome = MatchOutcome.Suspicious,
        Reason = "Claims to come from the vendor and fails DMARC: forged, and no sign of an account.",
    };

    private static MatchResult Posing(MatchResult posed, string reason) => posed with { Outcome = MatchOutcome.Suspicious, Role = null, Reason = reason };

    /// <summary>What a display name shows that is the vendor's: its name, or an address of it.</summary>
    private MatchResult? Shown(ReadOnlySpan<char> display)
    {
        if (display.IsEmpty)
            return null;
        var result = _names.Match(display);
        if (result is { Outcome: MatchOutcome.Covered or MatchOutcome.Suspicious })
            return result;
        var at = display.LastIndexOf('@');
        return at >= 0 && _domains.Listed(display[(at + 1)..].Trim("\"'()<> ")) is { Outcome: MatchOutcome.Covered } host ? host : null;
    }

    /// <summary>Small letters, the domain as an A-label.</summary>
    private static bool Canonical(ReadOnlySpan<char> address, int at, Span<char> buffer, out int length, out int newAt)
    {
        length = newAt = 0;
        Span<char> host = stackalloc char[HostText.Capacity];
        if (at > SenderText.LongestLocal || HostText.Read(address[(at + 1)..], host, out var hostLength) is not HostShape.Name)
            return false;
        newAt = address[..at].ToLowerInvariant(buffer);
        buffer[newAt] = '@';
        host[..hostLength].CopyTo(buffer[(newAt + 1)..]);
        length = newAt + 1 + hostLength;
        return true;
    }
}
