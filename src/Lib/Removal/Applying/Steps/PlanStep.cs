using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Steps;

/// <summary>One request that changes something, with what is read for it just before. A step without one only finds what is there.</summary>
/// <param name="Number">From 1, within its action.</param>
/// <param name="Reads">Readings, in order.</param>
/// <param name="Write">What is sent where it is needed; null for a step that only finds.</param>
internal sealed record PlanStep(int Number, IReadOnlyList<PlanRequest> Reads, PlanRequest? Write)
{
    /// <summary>The reading that finds the object itself: it says what a row must equal, and names nothing for others.</summary>
    public PlanRequest? Main { get; } = Reads.FirstOrDefault(read => read.As is null && read.Match is not null);

    public bool Creates => Write?.Role == "create";

    public static IReadOnlyList<PlanStep> Of(IReadOnlyList<PlanRequest> requests)
    {
        var steps = new List<PlanStep>();
        var reads = new List<PlanRequest>();
        foreach (var request in requests)
        {
            if (request.Role == "read")
            {
                reads.Add(request);
                continue;
            }

            steps.Add(new PlanStep(steps.Count + 1, reads, request));
            reads = [];
        }

        if (reads.Count > 0)
            steps.Add(new PlanStep(steps.Count + 1, reads, null));
        return steps;
    }
}
