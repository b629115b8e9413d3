using System.Text.Json;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>Reads for real and sends nothing: what would be sent is answered as if it had been. What would have been made before can't be read, and holds nothing.</summary>
internal sealed class WhatIfTransport(IPlanTransport real) : IPlanTransport
{
    public Task<IReadOnlyList<JsonElement>> ReadAsync(SentRequest request, CancellationToken cancellationToken) =>
        request.Path.Contains('{', StringComparison.Ordinal) ? Task.FromResult<IReadOnlyList<JsonElement>>([]) : real.ReadAsync(request, cancellationToken);

    public Task<WriteAnswer> WriteAsync(SentRequest request, ApprovalHeaders headers, CancellationToken cancellationToken) =>
        Task.FromResult(new WriteAnswer(204, null, null));
}

/// <summary>Keeps nothing.</summary>
internal sealed class WhatIfRun(IReadOnlyList<JournalEntry> earlier) : IRemovalRun
{
    public int Number => 0;

    public IReadOnlyList<JournalEntry> Earlier => earlier;

    public Task<JournalEntry> AppendAsync(JournalEntry entry, CancellationToken cancellationToken = default) => Task.FromResult(entry);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
