using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Removal;
using TikTokBan.Removal.Approvals;
using TikTokBan.Removal.Plans;
using TikTokBan.Removal.Remedies;
using TikTokBan.Tests.Reports;
using TikTokBan.Yaml;

namespace TikTokBan.Tests.Removal;

public sealed class PlanFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tiktokban-plan-").FullName;

    private string File => Path.Combine(_folder, "plan.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_plan_is_read_as_it_was_written()
    {
        var plan = Make();
        await PlanFile.WriteAsync(plan, File);
        var read = await PlanFile.ReadAsync(File);

        Assert.Equal(PlanFile.ToJson(plan), PlanFile.ToJson(read));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Fact]
    public async Task A_plan_that_is_there_is_not_written_over()
    {
        await PlanFile.WriteAsync(Make(), File);
        var before = await System.IO.File.ReadAllBytesAsync(File);

        await Assert.ThrowsAsync<UnusableInputException>(() => PlanFile.WriteAsync(Make() with { Author = "other@agency.example" }, File));
        Assert.Equal(before, await System.IO.File.ReadAllBytesAsync(File));
        await PlanFile.WriteAsync(Make(), File, overwrite: true);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void Every_kind_of_plan_fits_its_schema()
    {
        for (var seed = 0; seed < 12; seed++)
        {
            var plan = RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Wild(seed)) with { TenantWide = seed % 2 == 0 });
            Assert.Empty(SchemaCheck.Find("plan.schema.json", PlanFile.ToJson(plan)));
        }
    }

    [Fact]
    public async Task Layout_and_order_do_not_matter_and_anything_else_does()
    {
        var node = JsonNode.Parse(PlanFile.ToJson(Make()))!.AsObject();
        var turned = new JsonObject(node.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        await System.IO.File.WriteAllTextAsync(File, turned.ToJsonString());
        Assert.Equal(node["hash"]!.GetValue<string>(), (await PlanFile.ReadAsync(File)).Hash);

        node["devices"]![0]!["ring"] = 2;
        await Refused(node.ToJsonString(), "changed after it was made");
    }

    [Fact]
    public async Task A_changed_plan_with_a_new_hash_is_another_plan()
    {
        var plan = Make();
        var node = JsonNode.Parse(PlanFile.ToJson(plan))!.AsObject();
        node["author"] = "someone@agency.example";
        using (var document = JsonDocument.Parse(node.ToJsonString()))
            node["hash"] = CanonicalJson.Hash(document.RootElement, "hash");
        await System.IO.File.WriteAllTextAsync(File, node.ToJsonString());

        Assert.NotEqual(plan.Hash, (await PlanFile.ReadAsync(File)).Hash);
    }

    [Theory]
    [InlineData("{\"format\":1", "{\"format\":1,\"format\":1", "stands twice")]
    [InlineData("{\"format\":1", "{\"also\":1,\"format\":1", "not a removal plan")]
    [InlineData("{\"format\":1", "{\"format\":9", "format 9")]
    [InlineData("{\"format\":1", "[{\"format\":1", "not a removal plan")]
    [InlineData("{\"format\":1", "{\"format\":1e99", "not a removal plan")]
    public async Task What_is_no_plan_or_could_mean_two_things_is_refused(string right, string wrong, string says)
    {
        var compact = JsonNode.Parse(PlanFile.ToJson(Make()))!.ToJsonString();
        Assert.StartsWith(right, compact, StringComparison.Ordinal);
        await Refused(wrong + compact[right.Length..], says);
    }

    [Fact]
    public void Its_canonical_form_is_that_of_the_documentation()
    {
        using var document = JsonDocument.Parse("{\"b\": [1.50, 20, -0.0, \"\\u00e9\\u000a/\"], \"hash\": 1, \"a\": {\"z\": null, \"B\": true}}");

        Assert.Equal("{\"a\":{\"B\":true,\"z\":null},\"b\":[1.5,20,0,\"é\\n/\"]}", System.Text.Encoding.UTF8.GetString(CanonicalJson.Bytes(document.RootElement, "hash")));
    }

    [Fact]
    public void The_schema_of_remedies_knows_the_words_of_the_reader_and_every_field_of_the_files()
    {
        var schema = JsonDocument.Parse(System.IO.File.ReadAllText(Repository.At("schemas", "remedies.schema.json"))).RootElement.GetProperty("$defs");
        JsonElement At(params string[] path) => path.Aggregate(schema, (element, name) => element.GetProperty(name));
        IEnumerable<string> Words(JsonElement element) => element.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!).Order(StringComparer.Ordinal);

        Assert.Equal(RemedyReader.Enrolments.Keys.Order(StringComparer.Ordinal), Words(At("remedy", "properties", "when", "properties", "enrolment", "items")));
        Assert.Equal(RemedyReader.InstallMethods.Keys.Order(StringComparer.Ordinal), Words(At("remedy", "properties", "when", "properties", "installed", "items")));
        Assert.Equal(RemedyReader.Effects.Keys.Order(StringComparer.Ordinal), Words(At("control", "properties", "achieves", "items")));
        Assert.Equal(ActionKinds.OfControls.Order(StringComparer.Ordinal), Words(At("control", "properties", "kind")));
        foreach (var (file, list, one) in new[] { ("controls.yaml", "controls", "control"), ("notices.yaml", "notices", "notice"), ("remedies.yaml", "remedies", "remedy") })
        {
            foreach (var item in YamlFile.Load(Repository.At("data", "remedies", file)).Items(list))
                Assert.All(item.AsMapping(one).Entries, entry => Assert.True(At(one, "properties").TryGetProperty(entry.Key.Text, out _), entry.Key.Text));
        }
    }

    [Fact]
    public void A_document_in_each_language_names_the_plan_and_lets_no_name_from_outside_be_markup()
    {
        var exposure = PlanSamples.Phone(1) with { Organisation = "a|b<script>" };
        var plan = RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan(exposure, PlanSamples.Phone(2) with { Device = null })));
        foreach (var language in TikTokBan.Directives.LocalText.Languages)
        {
            var text = string.Join('\n', PlanDocument.Lines(plan, PlanSamples.Remedies, language));
            Assert.Contains(plan.Hash, text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", text.Replace("\\<script\\>", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData(" \n", "the file is empty")]
    [InlineData("{\n \"é\": x", ":2:7: this is not a removal plan, as it is no JSON from here on")]
    [InlineData("{\"format\":1,\"hash\":\"\",\"rings\":3}", "'$.rings' is not what belongs there")]
    [InlineData("{\"format\":1,\"hash\":\"\"}", "something is missing")]
    public async Task What_is_wrong_with_a_file_is_said_without_the_words_of_the_runtime(string content, string says)
    {
        await Refused(content, says);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => PlanFile.ReadAsync(File));
        Assert.DoesNotContain("System.", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("BytePositionInLine", refused.Message, StringComparison.Ordinal);
        var approval = await Assert.ThrowsAsync<UnusableInputException>(() => ApprovalFile.ReadAsync(File));
        Assert.Contains(content.Trim().Length == 0 ? "the file is empty" : "this is not an approval", approval.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("TikTokBan.", approval.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_called_a_folder()
    {
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => PlanFile.ReadAsync(_folder));
        Assert.Contains("this is a folder", refused.Message, StringComparison.Ordinal);
    }

    private static RemovalPlan Make() => RemovalPlanner.Make(PlanSamples.Request(PlanSamples.Scan(PlanSamples.Phone(1), PlanSamples.Phone(2))));

    private async Task Refused(string content, string says)
    {
        await System.IO.File.WriteAllTextAsync(File, content);
        var refused = await Assert.ThrowsAsync<UnusableInputException>(() => PlanFile.ReadAsync(File));
        Assert.Contains(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }
}
