using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

/// <summary>The shipped directives, read from the repository.</summary>
internal static class AllDirectives
{
    public static string Folder => Repository.At("data", "directives");

    public static IReadOnlyList<Directive> All { get; } = DirectiveSet.Load(Folder).All;

    public static TheoryData<string> Ids => [.. All.Select(directive => directive.Id)];

    public static Directive Find(string id) => All.Single(directive => directive.Id == id);

    /// <summary>A directive that never came into force, as if it had: its rules are tested all the same.</summary>
    public static Directive InForce(Directive directive) =>
        directive.Periods.Count > 0 ? directive : directive with { Periods = [new DirectivePeriod(null, null, directive.Instrument)] };
}
