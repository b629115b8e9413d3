using System.Text.Json;
using TikTokBan.Catalogue;

namespace TikTokBan.Tests.Catalogue;

/// <summary>Every row of the researched table of look-alikes gets the outcome that the research expects.</summary>
public sealed class LookalikeTests
{
    [SkippableFact]
    public void EveryResearchedRowGetsItsOutcome()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Shared("data", "lookalikes.json")));
        var wrong = new List<string>();
        var rows = document.RootElement.GetProperty("rows").EnumerateArray().ToList();
        foreach (var row in rows)
        {
            var (id, kind, value) = (Text(row, "id"), Text(row, "kind"), Text(row, "value"));
            var expected = Outcome(Text(row, "expected"));
            foreach (var (how, result) in Answers(kind, value))
            {
                if (result.Outcome != expected)
                    wrong.Add($"{id} {kind} as {how} '{value}': {result.Outcome} instead of {expected}: {result.Reason}");
                if (string.IsNullOrWhiteSpace(result.Reason))
                    wrong.Add($"{id}: no reason");
            }
        }

        Assert.True(rows.Count >= 70, $"only {rows.Count} rows");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>The answer under the kind that the row's own kind stands for, and under the kind that its shape suggests.</summary>
    private static IEnumerable<(string How, MatchResult Result)> Answers(string kind, string value)
    {
        var named = Kind(kind);
        yield return (named.ToString(), Shipped.Matcher.Match(named, value));
        var guessed = Matcher.GuessKind(value);
        if (guessed != named)
            yield return ($"{guessed} (guessed)", Shipped.Matcher.Match(guessed, value));
    }

    private static IndicatorKind Kind(string kind) => kind switch
    {
        "app_name" or "software" or "device" or "android_manifest" => IndicatorKind.Name,
        "android_package" => IndicatorKind.Package,
        "ios_bundle" or "ios_info_plist" => IndicatorKind.Bundle,
        "ios_app_store_id" => IndicatorKind.AppStoreId,
        "android_signer" => IndicatorKind.Signer,
        "publisher" => IndicatorKind.Publisher,
        "domain" => IndicatorKind.Domain,
        "url" => IndicatorKind.Url,
        "ip" => IndicatorKind.Address,
        "sender" or "mail_auth" => IndicatorKind.Sender,
        "mail_subject" or "mail_forward" => IndicatorKind.Subject,
        "social_account" => IndicatorKind.Account,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "a kind without counterpart"),
    };

    private static MatchOutcome Outcome(string text) => text switch
    {
        "covered" => MatchOutcome.Covered,
        "review" => MatchOutcome.Review,
        "not_covered" => MatchOutcome.NotCovered,
        "not_covered_suspicious" => MatchOutcome.Suspicious,
        _ => throw new ArgumentOutOfRangeException(nameof(text), text, "an unknown outcome"),
    };

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
