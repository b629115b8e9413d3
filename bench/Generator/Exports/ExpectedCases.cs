using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>The set pieces and what a correct tool says of each. Beside the authority's folder, not in it: it is no export.</summary>
internal static class ExpectedCases
{
    public const string Name = "expected.json";

    public static void Write(AuthorityWorld world, Target target)
    {
        using var text = target.Text(Path.Combine("..", Name));
        text.Write("[\n");
        for (var i = 0; i < world.Cases.Count; i++)
        {
            var known = world.Cases[i];
            text.Write(JsonFile.Line(json =>
            {
                json.WriteString("id", known.Id);
                json.WriteString("source", known.Source);
                json.WriteString("expect", known.Expect);
                Optional("result", known.Result);
                Optional("verdict", known.Verdict);
                Optional("serial", known.Serial);
                Optional("upn", known.Upn);
                Optional("value", known.Value);

                void Optional(string name, string? value)
                {
                    if (value is not null)
                        json.WriteString(name, value);
                }
            }));
            text.Write(i == world.Cases.Count - 1 ? "\n" : ",\n");
        }
        text.Write("]\n");
    }
}
