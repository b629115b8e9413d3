using System.Text;
using System.Text.Json;
using TikTokBan.Ledger;
using TikTokBan.Waivers;

namespace TikTokBan.Tests.Waivers;

/// <summary>What is printed is what the schema says, member by member.</summary>
public sealed class WaiverJsonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ttb-waivers-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Waivers_and_tests_have_the_members_of_the_schema()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.At("schemas", "waiver.schema.json")));
        var definitions = schema.RootElement.GetProperty("$defs");
        var register = new WaiverRegister(new EvidenceLedger(LedgerLocation.Parse(Path.Combine(_folder, "ledger.db"))), new StandingClock(new DateTimeOffset(2026, 11, 16, 9, 0, 0, TimeSpan.FromHours(1)), TimeSpan.FromHours(1)));
        var grant = WaiverSamples.Grant with { Approver = "other", Conditions = WaiverWords.Conditions.ToDictionary(name => name, _ => true) };
        var granted = await register.GrantAsync(grant, WaiverSamples.Own, WaiverSamples.Applications);
        var revoked = await register.RevokeAsync(granted.Waiver.Id, "jan", "why");

        using var waiver = Written(writer => WaiverJson.Write(writer, revoked, WaiverSamples.Today));
        Fits(definitions.GetProperty("waiver"), waiver.RootElement);
        Assert.Equal(("revoked", "2026-11-16T08:00:00Z"), (waiver.RootElement.GetProperty("state").GetString(), waiver.RootElement.GetProperty("grantedAt").GetString()));
        using var test = Written(writer => WaiverJson.Write(writer, granted.Test));
        Fits(definitions.GetProperty("test"), test.RootElement);
        Assert.NotEqual(0, test.RootElement.GetProperty("exceptions")[0].GetProperty("lacks").GetArrayLength());
    }

    [Fact]
    public void The_schema_knows_the_words_that_the_product_knows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllBytes(Repository.At("schemas", "waiver.schema.json")));
        var waiver = schema.RootElement.GetProperty("$defs").GetProperty("waiver").GetProperty("properties");

        Assert.Equal(WaiverWords.Kinds, waiver.GetProperty("kind").GetProperty("enum").EnumerateArray().Select(word => word.GetString()!));
        Assert.Equal(WaiverWords.Approvers, waiver.GetProperty("approver").GetProperty("enum").EnumerateArray().Select(word => word.GetString()!));
        Assert.Equal(Enum.GetValues<WaiverState>().Select(WaiverJson.Word), waiver.GetProperty("state").GetProperty("enum").EnumerateArray().Select(word => word.GetString()!));
    }

    private static void Fits(JsonElement schema, JsonElement value)
    {
        if (schema.TryGetProperty("oneOf", out var choices))
            schema = choices.EnumerateArray().Single(choice => choice.GetProperty("type").GetString() == "object");
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
        {
            foreach (var item in value.EnumerateArray())
                Fits(items, item);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            var properties = schema.GetProperty("properties");
            Assert.Equal(properties.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal), value.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
            foreach (var member in value.EnumerateObject())
                Fits(properties.GetProperty(member.Name), member.Value);
        }
        else if (schema.TryGetProperty("enum", out var words))
        {
            Assert.Contains(value.GetString(), words.EnumerateArray().Select(word => word.GetString()));
        }
        else if (schema.TryGetProperty("pattern", out var pattern))
        {
            Assert.Matches(pattern.GetString()!, value.GetString()!);
        }
    }

    private static JsonDocument Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            write(writer);
        return JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
