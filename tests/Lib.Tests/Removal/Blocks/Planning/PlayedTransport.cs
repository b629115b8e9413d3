using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Tests.Removal.Blocks.Planning;

/// <summary>A tenant of a few lists. It ignores every filter, as services do that don't know one.</summary>
internal sealed class PlayedTransport : IPlanTransport
{
    private readonly Dictionary<string, List<JsonObject>> _lists = new(StringComparer.Ordinal);

    public List<string> Asked { get; } = [];

    public PlayedTransport With(string path, params JsonObject[] rows)
    {
        _lists[path] = [.. rows];
        return this;
    }

    public Task<IReadOnlyList<JsonElement>> ReadAsync(SentRequest request, CancellationToken cancellationToken)
    {
        Asked.Add(request.Path);
        var rows = _lists.GetValueOrDefault(request.Path.Split('?')[0]) ?? [];
        return Task.FromResult<IReadOnlyList<JsonElement>>([.. rows.Select(row => JsonSerializer.SerializeToElement(row))]);
    }

    public Task<WriteAnswer> WriteAsync(SentRequest request, ApprovalHeaders headers, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing may be written while a plan is made.");
}
