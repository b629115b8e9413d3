using System.Text.Json;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Steps;

/// <summary>Which indicators are imported: those of domains that have none. One that somebody else made stays as it is.</summary>
internal static class IndicatorRules
{
    public static Decision Decide(PlanAction action, PlanRequest write, StepValues values)
    {
        var there = values.Named.Values.SelectMany(rows => rows)
            .Select(row => (Value: StepValues.Member(row, "indicatorValue"), Title: StepValues.Member(row, "title")))
            .Where(row => row.Value is not null)
            .ToLookup(row => row.Value!, row => row.Title, StringComparer.OrdinalIgnoreCase);
        var wanted = write.Body!.Value.GetProperty("Indicators").EnumerateArray().ToList();
        var ours = wanted.Count(one => there[ValueOf(one)].Contains(StepValues.Member(one, "title"), StringComparer.Ordinal));
        var others = wanted.Count(one => there.Contains(ValueOf(one))) - ours;
        var sentence = others == 0 ? null : $"{others} of {wanted.Count} domains have an indicator that somebody else made; it stays as it is.";
        if (wanted.TrueForAll(one => there.Contains(ValueOf(one))))
            return ours > 0 ? Decision.Already with { Sentence = sentence } : Decision.Skip($"All {wanted.Count} domains have indicators that others made; they stay as they are.");
        return Decision.Send(new Template(values).Fill(write, keep: one => one.ValueKind != JsonValueKind.Object || !there.Contains(ValueOf(one)))) with { Sentence = sentence };
    }

    /// <summary>What the service says of values that it did not take, although it answered that all is well; null where it took all.</summary>
    public static string? Failures(JsonElement? answer)
    {
        if (answer is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty("value", out var items) || items.ValueKind != JsonValueKind.Array)
            return null;
        var failed = items.EnumerateArray().Where(item => item.TryGetProperty("isFailed", out var isFailed) && isFailed.ValueKind == JsonValueKind.True).ToList();
        return failed.Count == 0
            ? null
            : $"{failed.Count} of {items.GetArrayLength()} indicators were not taken: {string.Join("; ", failed.Take(3).Select(item => $"{StepValues.Member(item, "indicator")}: {StepValues.Member(item, "failureReason")}"))}{(failed.Count > 3 ? " …" : "")}";
    }

    private static string ValueOf(JsonElement one) => StepValues.Member(one, "indicatorValue") ?? "";
}
