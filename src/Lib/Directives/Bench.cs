using System.Collections.Concurrent;
using TikTokBan.Catalogue;

namespace TikTokBan.Directives;

/// <summary>Judges cases that ask about different directives, each by its own judge, which is made when it is first needed. Safe to use from many threads.</summary>
/// <param name="directives">The directives at hand.</param>
/// <param name="catalogue">The catalogue.</param>
public sealed class Bench(DirectiveSet directives, CoveredCatalogue catalogue)
{
    private readonly ConcurrentDictionary<string, Judge> _judges = new(StringComparer.Ordinal);

    /// <summary>The judge of a directive.</summary>
    /// <param name="directive">Its id.</param>
    /// <exception cref="UnusableInputException">There is none; the message names those that there are.</exception>
    public Judge JudgeOf(string directive) => _judges.GetOrAdd(directive, id => new Judge(directives.Find(id), catalogue));

    /// <summary>Judges a case by the directive that it names.</summary>
    /// <param name="facts">The case.</param>
    /// <param name="language">Language of the reasons: <c>en</c>, <c>fr</c>, <c>nl</c> or <c>de</c>.</param>
    /// <exception cref="UnusableInputException">There is no such directive; the message names those that there are.</exception>
    public Judgement Decide(CaseFacts facts, string language = "en")
    {
        ArgumentNullException.ThrowIfNull(facts);
        return JudgeOf(facts.Directive).Decide(facts, language);
    }
}
