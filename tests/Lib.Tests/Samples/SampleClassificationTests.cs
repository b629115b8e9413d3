using System.Text.Json;
using TikTokBan.Catalogue;

namespace TikTokBan.Tests.Samples;

/// <summary>What the catalogue makes of each value of the set pieces is what the samples say it should.</summary>
public sealed class SampleClassificationTests
{
    private static readonly Matcher Known = CoveredCatalogue.Load(Repository.At("data", "catalogue")).CreateMatcher();

    public static TheoryData<string, string, string, string> Cases()
    {
        var data = new TheoryData<string, string, string, string>();
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Repository.At("samples", "expected.json")));
        foreach (var item in cases.RootElement.EnumerateArray())
        {
            if (item.TryGetProperty("result", out var result) && item.TryGetProperty("value", out var value))
                data.Add(item.GetProperty("id").GetString()!, item.GetProperty("source").GetString()!, value.GetString()!, result.GetString()!);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_value_is_classified_as_the_samples_say(string id, string source, string value, string result)
    {
        var match = source switch
        {
            _ when source.StartsWith("intune/", StringComparison.Ordinal) => Known.MatchInventory(value, "", null),
            "defender/DeviceTvmSoftwareInventory.json" => Known.MatchInventory(value, "tiktok", "ios"),
            "defender/UrlClickEvents.csv" or "entra/servicePrincipals.json" => Known.Match(IndicatorKind.Url, value),
            "defender/EmailEvents.json" => Known.Match(IndicatorKind.Sender, value, id == "forged-sender" ? MailAuthentication.Fail : MailAuthentication.Pass),
            _ => Known.Match(IndicatorKind.Domain, value),
        };

        Assert.True(string.Equals(result, match.Outcome.ToString(), StringComparison.OrdinalIgnoreCase), $"{id}: {value} should be {result}; it is {match.Outcome}, because {match.Reason}");
    }
}
