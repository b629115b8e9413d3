using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

public sealed class CaseFileTests
{
    private const string Whole =
        """
        [{ "id": "c1", "directive": "be-federal-716", "date": "2023-04-02", "application": "tiktok", "conduct": "installed",
           "installedSince": "2023-03-01", "necessary": false, "allowListed": true,
           "person": { "population": ["be-federal", "x-own"] },
           "device": { "type": "phone", "owner": "service", "payer": { "purchase": "part", "subscription": "none", "use": "full" },
                       "issued": true, "enrolled": false, "managed": true, "internalAccess": true, "usedForWork": true,
                       "holds": ["professional"], "sharedIt": false, "usedInPerformance": true, "incidental": false },
           "network": "institution", "purpose": "unit-mission",
           "waiver": { "kind": "operational", "approver": "head", "documented": true, "blanket": false, "expires": "2024-01-01",
                       "conditions": { "singlePurpose": true, "institutionNetwork": false } } }]
        """;

    private const string Start = """{ "id": "c", "directive": "d", "date": "2023-04-02", "application": "tiktok", "conduct": "used" """;

    [Fact]
    public void Every_field_of_the_contract_is_read()
    {
        var facts = Read(Whole).Single().Facts!;

        Assert.Equal(("c1", "be-federal-716", new DateOnly(2023, 4, 2), "tiktok", Conduct.Installed), (facts.Id, facts.Directive, facts.Date, facts.Application, facts.Conduct));
        Assert.Equal((new DateOnly(2023, 3, 1), false, true), (facts.InstalledSince, facts.Necessary, facts.AllowListed));
        Assert.Equal(["be-federal", "x-own"], facts.Person!.Population!);
        Assert.Equal((DeviceType.Phone, DeviceOwner.Service), (facts.Device!.Type, facts.Device.Owner));
        Assert.Equal(new PayerFacts { Purchase = Payer.Part, Subscription = Payer.None, Use = Payer.Full }, facts.Device.Payer);
        Assert.Equal((true, false, true, true, true), (facts.Device.Issued, facts.Device.Enrolled, facts.Device.Managed, facts.Device.InternalAccess, facts.Device.UsedForWork));
        Assert.Equal((false, true, false), (facts.Device.SharedIt, facts.Device.UsedInPerformance, facts.Device.Incidental));
        Assert.Equal(["professional"], facts.Device.Holds!);
        Assert.Equal(("institution", "unit-mission"), (facts.Network, facts.Purpose));
        Assert.Equal(("operational", "head", true, false, new DateOnly(2024, 1, 1)), (facts.Waiver!.Kind, facts.Waiver.Approver, facts.Waiver.Documented, facts.Waiver.Blanket, facts.Waiver.Expires));
        Assert.Equal(new Dictionary<string, bool> { ["singlePurpose"] = true, ["institutionNetwork"] = false }, facts.Waiver.Conditions);
        Assert.False(facts.HasNoWaiver);
    }

    [Fact]
    public void A_waiver_of_null_is_none_and_an_absent_one_unknown()
    {
        var cases = Read($"[{Start}, \"waiver\": null }}, {Start} }}]");

        Assert.Equal((null, true), (cases[0].Facts!.Waiver, cases[0].Facts!.HasNoWaiver));
        Assert.Equal((null, false), (cases[1].Facts!.Waiver, cases[1].Facts!.HasNoWaiver));
    }

    [Fact]
    public void The_order_of_the_facts_makes_no_difference()
    {
        var backwards = Backwards(JsonNode.Parse(Whole))!.ToJsonString();

        var judge = new Judge(AllDirectives.Find("be-federal-716"), KnownApplications.Find);
        var judgements = new[] { Whole, backwards }.Select(text => judge.Decide(Read(text).Single().Facts!)).ToList();

        Assert.NotEqual(JsonNode.Parse(Whole)!.ToJsonString(), backwards);
        Assert.Equal((judgements[0].Verdict, judgements[0].Rule), (judgements[1].Verdict, judgements[1].Rule));
        Assert.Equal(judgements[0].Reasons, judgements[1].Reasons);
    }

    [Theory]
    [InlineData(""", "colour": "red" }""", "the field 'colour' is not known in a case; known are id, directive")]
    [InlineData(""", "device": { "Owner": "service" } }""", "the field 'Owner' is not known in device")]
    [InlineData(""", "device": { "payer": { "rent": "full" } } }""", "the field 'rent' is not known in device.payer")]
    [InlineData(""", "device": { "owner": "company" } }""", "'owner' must be one of service, personal, other, and is 'company'")]
    [InlineData(""", "device": { "payer": { "use": "half" } } }""", "'use' must be one of none, part, full, and is 'half'")]
    [InlineData(""", "device": { "issued": "yes" } }""", "'issued' must be true or false")]
    [InlineData(""", "device": [] }""", "'device' must be an object")]
    [InlineData(""", "device": { "holds": ["gold"] } }""", "each of 'holds' must be one of professional, sensitive, defence, and this is 'gold'")]
    [InlineData(""", "person": { "population": ["be-federale"] } }""", "each of 'population' must be a population that is known")]
    [InlineData(""", "person": { "population": "be-federal" } }""", "'population' must be a list")]
    [InlineData(""", "installedSince": "2023-02-30" }""", "'installedSince' must be a day that exists, written yyyy-MM-dd, and is '2023-02-30'")]
    [InlineData(""", "installedSince": 20230201 }""", "'installedSince' must be a text in quotes")]
    [InlineData(""", "waiver": { "expires": "01/02/2024" } }""", "'expires' must be a day that exists")]
    [InlineData(""", "waiver": { "conditions": { "wi-fi": true } } }""", "the field 'wi-fi' is not known in waiver.conditions")]
    [InlineData(""", "network": "wifi" }""", "'network' must be one of institution, other, and is 'wifi'")]
    [InlineData(""", "purpose": "\ud800" }""", "this is not valid text")]
    [InlineData(""", "\ud800": 1 }""", "this is not valid text")]
    [InlineData(""", "application": "" }""", "stands in a case a second time")]
    public void A_mistake_costs_its_own_case_only_and_is_named_with_its_place(string rest, string message)
    {
        var cases = Read($"[\n {Start} }},\n {Start}{rest},\n {Start} }} ]");

        Assert.Equal([0, 1, 2], cases.Select(entry => entry.Index));
        Assert.NotNull(cases[0].Facts);
        Assert.NotNull(cases[2].Facts);
        Assert.Null(cases[1].Facts);
        Assert.Equal(("c", 3L), (cases[1].Id, cases[1].Problem!.Line));
        Assert.Contains(message, cases[1].Problem!.Message, StringComparison.Ordinal);
        Assert.StartsWith("line 3, column ", cases[1].Problem!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("directive")]
    [InlineData("date")]
    [InlineData("application")]
    [InlineData("conduct")]
    public void A_case_without_a_required_field_says_which(string field)
    {
        var fields = new Dictionary<string, string> { ["directive"] = "d", ["date"] = "2023-04-02", ["application"] = "tiktok", ["conduct"] = "used" };
        fields.Remove(field);

        var problem = Read(JsonSerializer.Serialize(new[] { fields })).Single().Problem!;

        Assert.Contains($"lacks '{field}'", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[")]
    [InlineData("[{]")]
    [InlineData("[] []")]
    [InlineData("[{\"id\": \"c\",}]")]
    [InlineData("no json at all")]
    public void What_is_not_an_array_of_cases_is_refused_with_its_place(string text)
    {
        var problem = Assert.Throws<UnusableInputException>(() => Read(text));

        Assert.StartsWith("line 1, column ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_beyond_any_case_is_refused() =>
        Assert.Throws<UnusableInputException>(() => Read(new string('[', 100_000)));

    [Fact]
    public void An_element_that_is_no_object_is_a_problem_of_its_own()
    {
        var cases = Read($"[1, \"two\", null, {Start} }}]");

        Assert.Equal([true, true, true, false], cases.Select(entry => entry.Problem is not null));
    }

    [Fact]
    public void A_case_that_never_ends_is_refused_before_it_fills_the_memory()
    {
        using var endless = new EndlessStream();

        var problem = Assert.Throws<UnusableInputException>(() => CaseFile.Read(endless, "cases.json").ToList());

        Assert.StartsWith("cases.json:1:", problem.Message, StringComparison.Ordinal);
        Assert.Contains("larger than", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_file_is_read_piece_by_piece_with_the_right_places()
    {
        var text = new StringBuilder("[");
        for (var i = 0; i < 5000; i++)
            text.Append(i == 0 ? "\n" : ",\n").Append(Start).Append(i % 1000 == 999 ? ", \"oops\": 1 }" : " }");

        using var stream = new SlowStream(Encoding.UTF8.GetBytes(text.Append(']').ToString()));
        var cases = CaseFile.Read(stream).ToList();

        Assert.Equal(Enumerable.Range(0, 5000), cases.Select(entry => entry.Index));
        Assert.Equal([1001L, 2001L, 3001L, 4001L, 5001L], cases.Where(entry => entry.Problem is not null).Select(entry => entry.Problem!.Line!.Value));
        Assert.All(cases.Where(entry => entry.Problem is not null), entry => Assert.Equal(Start.Length + 3, entry.Problem!.Column));
    }

    [Fact]
    public void A_byte_order_mark_is_no_mistake() =>
        Assert.Single(CaseFile.Read(new MemoryStream([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Whole)])));

    [Fact]
    public void An_answer_has_every_field_of_the_contract()
    {
        var judgement = new Judgement("c1", Verdict.RemoveBy, new DateOnly(2023, 3, 31), "r", "b", ["why"], []);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            JudgementJson.Write(writer, judgement);

        Assert.Equal("""{"id":"c1","verdict":"RemoveBy","deadline":"2023-03-31","rule":"r","basis":"b","reasons":["why"],"missing":[]}""", Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static JsonNode? Backwards(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Reverse().Select(field => KeyValuePair.Create(field.Key, Backwards(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Backwards)]),
        _ => node?.DeepClone(),
    };

    private static List<CaseEntry> Read(string json) => [.. CaseFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)))];

    // Gives a prime number of bytes at a time, so that pieces end anywhere within a case.
    private sealed class SlowStream(byte[] content) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 997));
    }

    private sealed class EndlessStream : Stream
    {
        private bool _begun;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            // One text without an end, within an array.
            buffer.AsSpan(offset, count).Fill((byte)'a');
            if (!_begun)
                (buffer[offset], buffer[offset + 1]) = ((byte)'[', (byte)'"');
            _begun = true;
            return count;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
