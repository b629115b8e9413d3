using System.Collections.Concurrent;
using System.Text.Json;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>
/// Reads for real and sends nothing: what would be sent is answered as if it had been. What would have been made before can't
/// be read, and holds nothing; a list that would have been replaced reads as what it would have been replaced by.
/// </summary>
internal sealed class WhatIfTransport(IPlanTransport real) : IPlanTransport
{
    private const string Assign = "/assign";

    private readonly ConcurrentDictionary<string, IReadOnlyList<JsonElement>> _replaced = new(StringComparer.Ordinal);

    public Task<IReadOnlyList<JsonElement>> ReadAsync(SentRequest request, CancellationToken cancellationToken)
    {
        if (_replaced.TryGetValue(request.Path, out var rows))
            return Task.FromResult(rows);
        return request.Path.Contains('{', StringComparison.Ordinal) ? Task.FromResult<IReadOnlyList<JsonElement>>([]) : real.ReadAsync(request, cancellationToken);
    }

    public Task<WriteAnswer> WriteAsync(SentRequest request, ApprovalHeaders headers, CancellationToken cancellationToken)
    {
        if (request.Path.EndsWith(Assign, StringComparison.Ordinal) && request.Body is { } body)
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.EnumerateObject().FirstOrDefault(member => member.Value.ValueKind == JsonValueKind.Array) is { Value.ValueKind: JsonValueKind.Array } list)
                _replaced[$"{request.Path[..^Assign.Length]}/assignments"] = [.. list.Value.EnumerateArray().Select(row => row.Clone())];
        }

        return Task.FromResult(new WriteAnswer(204, null, null));
    }
}

/// <summary>Keeps nothing.</summary>
internal sealed class WhatIfRun(IReadOnlyList<JournalEntry> earlier) : IRemovalRun
{
    public int Number => 0;

    public IReadOnlyList<JournalEntry> Earlier => earlier;

    public Task<JournalEntry> AppendAsync(JournalEntry entry, CancellationToken cancellationToken = default) => Task.FromResult(entry);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
