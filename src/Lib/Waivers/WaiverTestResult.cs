using TikTokBan.Directives;

namespace TikTokBan.Waivers;

/// <summary>What a directive makes of a waiver on a day.</summary>
public sealed record WaiverTestResult
{
    /// <summary>The waiver's id, where it is registered.</summary>
    public string? Waiver { get; init; }

    /// <summary>Id of the directive.</summary>
    public required string Directive { get; init; }

    /// <summary>The day asked about.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Whether it exempts from the verdicts in <see cref="Lifts"/>.</summary>
    public required bool Exempts { get; init; }

    /// <summary>What the judge answers in place of a verdict that would otherwise act: Exempt, or Review where the directive knows no exception; null: the waiver changes nothing.</summary>
    public required Verdict? Answer { get; init; }

    /// <summary>The verdicts in whose place that answer comes.</summary>
    public required IReadOnlyList<Verdict> Lifts { get; init; }

    /// <summary>Id of the exception that it satisfies.</summary>
    public string? Exception { get; init; }

    /// <summary>The passage that this exception rests on.</summary>
    public string? Basis { get; init; }

    /// <summary>Plain sentences: why it exempts, or why not.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Each exception of the directive, and what the waiver lacks for it; the nearest first.</summary>
    public required IReadOnlyList<ExceptionTest> Exceptions { get; init; }
}

/// <summary>What a waiver lacks for one exception.</summary>
/// <param name="Id">The exception's id.</param>
/// <param name="Basis">The passage it rests on.</param>
/// <param name="Lacks">What is not as the exception asks; empty when all is.</param>
public sealed record ExceptionTest(string Id, string Basis, IReadOnlyList<LackedCondition> Lacks);

/// <summary>One condition that a waiver does not meet.</summary>
/// <param name="Path">The fact's path, such as <c>waiver.conditions.wifi</c>.</param>
/// <param name="Wanted">The values that would do; none at all: nothing would.</param>
/// <param name="Actual">The value that it has; null is unknown.</param>
/// <param name="Text">The same for people.</param>
public sealed record LackedCondition(string Path, IReadOnlyList<string> Wanted, string? Actual, string Text);
