using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Sources.Exports;

namespace TikTokBan.Sources.MailFlow;

/// <summary>What a message from a sender shows about its recipient.</summary>
internal static class MailEvidence
{
    /// <summary>The catalogue's answer, where a message of this sender is evidence of an account or poses as such; null where it is neither.</summary>
    /// <param name="sink">Knows the catalogue.</param>
    /// <param name="sender">The sender's address.</param>
    /// <param name="authentication">What is known of its authentication.</param>
    /// <param name="reached">Whether it was delivered. An attempt to deceive is of interest even where it was stopped.</param>
    public static MatchResult? Judge(Sink sink, string sender, MailAuthentication authentication, bool reached)
    {
        var match = sink.Matcher.Match(IndicatorKind.Sender, sender, authentication);
        return match.Outcome switch
        {
            MatchOutcome.NotCovered => null,
            MatchOutcome.Suspicious => match,
            _ when !reached => null,

            // Newsletters and the company's own mail reach people who have no account.
            _ when match.Role is "newsletter" or "corporate" => null,
            MatchOutcome.Covered when match.Role is "notification" =>
                match with { Outcome = MatchOutcome.Review, Reason = "A notification suggests an account, but such mail also goes to people who were only invited." },
            _ => match,
        };
    }

    /// <summary>Adds the observation. An address of a third party is personal data.</summary>
    public static void Add(Sink sink, string source, string reference, string sender, string recipient, MatchResult match, DateTimeOffset? at, string? recipientId = null) =>
        sink.Add(new Observation
        {
            Reference = reference,
            Source = source,
            Conduct = Conduct.Account,
            Kind = IndicatorKind.Sender,
            Value = sender,
            Match = match,
            ObservedAt = at,
            Person = new(UserId: Identifiers.Guid(recipientId), Mail: recipient),
            Personal = match.Outcome == MatchOutcome.Suspicious,
        });

    /// <summary>Whether a state of delivery means that the message reached the recipient or a folder of theirs; what is pending may yet.</summary>
    public static bool Reached(string? status) => status?.ToLowerInvariant() is not ("failed" or "quarantined" or "blocked" or "fail" or "gettingstatus");
}
