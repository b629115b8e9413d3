using System.Text.Json.Nodes;

namespace TikTokBan.Removal.Blocks.Formats.Defender;

/// <summary>The indicators as bodies for the service's import, 500 each.</summary>
internal sealed class DefenderRequests : BlockFormat
{
    public const string Path = "/api/indicators/import";

    public override BlockListKind Kind => BlockListKind.DefenderRequests;

    public override string Title => "Requests that import indicators into Defender for Endpoint";

    public override IReadOnlyList<string> Install =>
    [
        DefenderIndicators.Before,
        "Send each body with the permission Ti.ReadWrite, at most 30 requests a minute. Read 'isFailed' of every value: the answer is 200 even when single ones failed.",
    ];

    public override IReadOnlyList<string> Test => DefenderIndicators.Test;

    public override IReadOnlyList<string> Undo => [$"List /api/indicators, choose those whose title begins with '{DefenderIndicators.Mark}', and DELETE /api/indicators/ID for each."];

    public override string Limit => DefenderIndicators.Limit;

    /// <summary>The bodies to send, in order.</summary>
    public static IEnumerable<JsonObject> Bodies(BlockSelection selection) => DefenderIndicators.Of(selection).Chunk(DefenderIndicators.MostAtOnce).Select(chunk => new JsonObject
    {
        ["Indicators"] = new JsonArray([.. chunk.Select(one => (JsonNode)new JsonObject
        {
            ["indicatorValue"] = one.Value,
            ["indicatorType"] = "DomainName",
            ["action"] = "Block",
            ["severity"] = "Informational",
            ["title"] = one.Title,
            ["description"] = one.Description,
            ["generateAlert"] = false,
        })]),
    });

    public override IReadOnlyList<BlockFile> Write(BlockSelection selection, IReadOnlyList<string> notes)
    {
        var document = new JsonObject
        {
            ["notes"] = ListJson.Array(notes),
            ["requests"] = new JsonArray([.. Bodies(selection).Select(body => (JsonNode)new JsonObject { ["method"] = "POST", ["path"] = Path, ["body"] = body })]),
        };
        return [new(null, ".json", ListJson.Write(document))];
    }
}
