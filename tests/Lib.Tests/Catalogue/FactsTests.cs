using System.Text.Json;
using TikTokBan.Catalogue;

namespace TikTokBan.Tests.Catalogue;

/// <summary>The shipped catalogue says what the research found, no less and nothing graver.</summary>
public sealed class FactsTests
{
    // Names of the research for kinds that the catalogue has; the others cannot be seen in an inventory.
    private static readonly Dictionary<string, IndicatorKind> Kinds = new(StringComparer.Ordinal)
    {
        ["bundle_id"] = IndicatorKind.Bundle,
        ["app_store_id"] = IndicatorKind.AppStoreId,
        ["package"] = IndicatorKind.Package,
        ["signing_cert_sha256"] = IndicatorKind.Signer,
        ["package_family_name"] = IndicatorKind.PackageFamilyName,
        ["appx_name"] = IndicatorKind.PackageFamilyName,
        ["ms_store_product_id"] = IndicatorKind.Winget,
        ["winget_id"] = IndicatorKind.Winget,
        ["url_scheme"] = IndicatorKind.Url,
        ["domain"] = IndicatorKind.Domain,
    };

    [SkippableFact]
    public void EveryConfirmedIdentifierIsCarried()
    {
        var missing = new List<string>();
        var checkedRows = 0;
        foreach (var (application, row) in Facts().GetProperty("applications").EnumerateArray().SelectMany(one => one.GetProperty("identifiers").EnumerateArray().Select(row => (one, row))))
        {
            var (kind, value) = (Text(row, "kind"), Text(row, "value"));
            if (row.GetProperty("confirmed_by").GetInt32() < 2)
                continue;
            Assert.True(Kinds.TryGetValue(kind, out var ours), $"the research confirms a {kind}, which has no kind here");
            checkedRows++;
            if (!Shipped.Catalogue.Indicators.Any(one => one.Kind == ours && (one.Value == value || (ours is IndicatorKind.Signer && one.Value.StartsWith(value, StringComparison.Ordinal)) || (ours is IndicatorKind.Url && one.Value == value + ":")) && one.ConfirmedBy >= 2))
                missing.Add($"{Text(application, "id")}: {kind} {value}");
        }

        Assert.True(checkedRows > 40, $"only {checkedRows} rows");
        Assert.Empty(missing);
    }

    [SkippableFact]
    public void EveryApplicationHasItsClass()
    {
        foreach (var application in Facts().GetProperty("applications").EnumerateArray())
            Assert.Equal(Text(application, "covered_class"), Shipped.Catalogue.Find(Text(application, "id"))?.Class);
    }

    [SkippableFact]
    public void EveryDomainAndAliasIsCarriedAndOnlyConfirmedOnesOfTheServiceAreCovered()
    {
        var wrong = new List<string>();
        foreach (var row in Facts().GetProperty("domains").EnumerateArray())
        {
            var (value, group, confirmed) = (Text(row, "domain"), Text(row, "class"), row.GetProperty("confirmed_by").GetInt32() >= 2);
            var result = Shipped.Matcher.Match(IndicatorKind.Domain, value);
            var expected = group switch
            {
                "tiktok_service" when confirmed && !value.Contains("pangle", StringComparison.Ordinal) => MatchOutcome.Covered,
                "bytedance_cloud_third_parties_host_here" => MatchOutcome.NotCovered,
                _ => MatchOutcome.Review,
            };
            if (result.Outcome != expected || result.Indicator != value)
                wrong.Add($"{value}: {result}");
        }

        foreach (var row in Facts().GetProperty("cdn_aliases").EnumerateArray())
        {
            var result = Shipped.Matcher.Match(IndicatorKind.Domain, Text(row, "host"));
            if (result.Indicator != Text(row, "host") || (result.Outcome is MatchOutcome.Covered && row.GetProperty("confirmed_by").GetInt32() < 2))
                wrong.Add($"{Text(row, "host")}: {result}");
        }

        Assert.Empty(wrong);
    }

    [SkippableFact]
    public void WhatPublicListsPutThereWronglyIsNeverFlagged()
    {
        var hosts = Facts().GetProperty("do_not_import").EnumerateArray()
            .SelectMany(row => Text(row, "entry").Split([' ', ',', '/', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
            .Where(word => word.Contains('.', StringComparison.Ordinal) && !word.Contains('*', StringComparison.Ordinal) && !word.Contains("...", StringComparison.Ordinal) && word != "bytedance.map.fastly.net")
            .ToList();
        Assert.True(hosts.Count > 20, $"only {hosts.Count} hosts");
        Assert.All(hosts, host => Assert.Equal(MatchOutcome.NotCovered, Shipped.Matcher.Match(Matcher.GuessKind(host), host).Outcome));
    }

    [SkippableFact]
    public void EverySenderIsKnown()
    {
        foreach (var row in Facts().GetProperty("mail_from").EnumerateArray())
            Assert.Contains(Shipped.Catalogue.Indicators, one => one.Kind is IndicatorKind.Sender && one.Value == Text(row, "address_or_domain") && one.Role is not null);
    }

    [SkippableFact]
    public void EveryRangeOfAUsableSystemIsKnownAndNoneOfAnother()
    {
        var rows = File.ReadLines(Repository.Shared("data", "asn_ranges.csv")).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.True(rows.Count > 200);
        foreach (var row in rows)
        {
            var usable = row[2] is "138699" or "396986" or "11983";
            foreach (var address in row[..2])
                Assert.True(usable == Shipped.Matcher.Match(IndicatorKind.Address, address).Outcome is MatchOutcome.Review, $"{address} of AS{row[2]}");
        }
    }

    private static JsonElement Facts()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Repository.Shared("data", "catalogue.json")));
        return document.RootElement.Clone();
    }

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;
}
