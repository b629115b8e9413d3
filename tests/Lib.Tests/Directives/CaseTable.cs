using System.Text;
using System.Text.Json.Nodes;
using TikTokBan.Directives;
using TikTokBan.Yaml;

namespace TikTokBan.Tests.Directives;

/// <summary>One line of the tables in <c>cases/</c>: a case and the answer that the sources lead to.</summary>
internal sealed record TableLine(string Where, bool AsIfInForce, CaseFacts Facts, Verdict Verdict, string? Deadline, string? Rule, IReadOnlyList<string>? Missing);

/// <summary>Reads the tables. Every case goes through the JSON codec, as a caller's would.</summary>
internal static class CaseTable
{
    private static readonly string[] Answer = ["is", "by", "rule", "missing", "drop"];

    public static IReadOnlyList<TableLine> All { get; } =
        [.. Directory.GetFiles(Repository.At("tests", "Lib.Tests", "Directives", "cases"), "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<TableLine> Read(string path)
    {
        foreach (var regime in YamlFile.Load(path).Items("regimes").Select(item => item.AsMapping("a regime")))
        {
            foreach (var line in regime.Items("cases").Select(item => item.AsMapping("a case")))
            {
                var where = $"{Path.GetFileName(path)}:{line.Line}";
                var facts = new JsonObject { ["id"] = where, ["directive"] = regime.RequireText("directive") };
                Set(facts, regime.RequireMapping("base"));
                Set(facts, line);
                foreach (var dropped in line.Texts("drop"))
                    Drop(facts, dropped.Split('.'));
                yield return new TableLine(
                    where,
                    regime.Boolean("asIfInForce") ?? false,
                    Parse(facts),
                    Enum.Parse<Verdict>(line.RequireText("is")),
                    line.Text("by"),
                    line.Text("rule"),
                    line.Find("missing") is null ? null : line.Texts("missing"));
            }
        }
    }

    private static CaseFacts Parse(JsonObject facts)
    {
        var json = new JsonArray(facts.DeepClone()).ToJsonString();
        var entry = CaseFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))).Single();
        return entry.Facts ?? throw new InvalidOperationException($"{facts["id"]}: {entry.Problem!.Message}");
    }

    private static void Set(JsonObject facts, YamlMapping changes)
    {
        foreach (var entry in changes.Entries.Where(entry => !Answer.Contains(entry.Key.Text)))
        {
            if (entry.Key.Text == "payer")
                SetPayer(facts, entry.Value.AsSequence("'payer'").AsTexts("'payer'"));
            else
                At(facts, entry.Key.Text.Split('.'))[entry.Key.Text.Split('.')[^1]] = Json(entry.Value);
        }
    }

    private static void SetPayer(JsonObject facts, IReadOnlyList<string> shares)
    {
        var payer = new JsonObject();
        foreach (var (part, share) in ((string[])["purchase", "subscription", "use"]).Zip(shares))
        {
            if (share != "unknown")
                payer[part] = share;
        }

        At(facts, ["device", "payer"])["payer"] = payer;
    }

    private static JsonObject At(JsonObject facts, IReadOnlyList<string> path)
    {
        var at = facts;
        foreach (var step in path.SkipLast(1))
            at = (at[step] ??= new JsonObject()).AsObject();
        return at;
    }

    private static void Drop(JsonObject facts, IReadOnlyList<string> path)
    {
        if (!At(facts, path).Remove(path[^1]))
            throw new InvalidOperationException($"{facts["id"]}: there is no {string.Join('.', path)} to drop");
    }

    private static JsonNode? Json(YamlNode node) => node switch
    {
        YamlScalar { IsNull: true } => null,
        YamlScalar { Text: "true" } => true,
        YamlScalar { Text: "false" } => false,
        YamlScalar scalar => scalar.Text,
        YamlSequence list => new JsonArray([.. list.Items.Select(Json)]),
        YamlMapping mapping => new JsonObject(mapping.Entries.Select(entry => KeyValuePair.Create(entry.Key.Text, Json(entry.Value)))),
        _ => throw new InvalidOperationException(node.GetType().Name),
    };
}
