using System.Text.Json;
using TikTokBan.Removal.Applying.Steps;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>What became of an approval that a request waits for.</summary>
internal enum ApprovalState
{
    /// <summary>Nobody decided yet.</summary>
    Waiting,

    /// <summary>It may be sent with its code.</summary>
    Approved,

    /// <summary>An administrator said no.</summary>
    Rejected,

    /// <summary>It expired, was cancelled or used, or is not known: it must be asked for anew.</summary>
    Over,
}

/// <summary>The tenant's list of requests that wait for an administrator, read once in a run.</summary>
internal sealed class ApprovalRequests(IPlanTransport transport) : IDisposable
{
    private static readonly SentRequest List = new("GET", "graph", "/beta/deviceManagement/operationApprovalRequests", null);

    private readonly SemaphoreSlim _one = new(1, 1);
    private IReadOnlyList<JsonElement>? _rows;

    /// <summary>Whether a request is one of those that Intune may hold back.</summary>
    public static bool Concerns(SentRequest request) => request.Service == "graph"
        && (request.Path.Contains("/deviceManagement/", StringComparison.OrdinalIgnoreCase) || request.Path.Contains("/deviceAppManagement/", StringComparison.OrdinalIgnoreCase));

    /// <summary>Says what became of one, and what the administrator wrote.</summary>
    public async Task<(ApprovalState State, string? Words)> StateAsync(string code, CancellationToken cancellationToken)
    {
        var row = (await RowsAsync(again: false, cancellationToken).ConfigureAwait(false))
            .FirstOrDefault(one => string.Equals(StepValues.Member(one, "id"), code, StringComparison.OrdinalIgnoreCase));
        if (row.ValueKind == JsonValueKind.Undefined)
            return (ApprovalState.Over, null);
        return (StepValues.Member(row, "status")?.ToLowerInvariant() switch
        {
            "needsapproval" => ApprovalState.Waiting,
            "approved" => ApprovalState.Approved,
            "rejected" => ApprovalState.Rejected,
            _ => ApprovalState.Over,
        }, StepValues.Member(row, "approvalJustification"));
    }

    /// <summary>The code of a request whose answer was lost, found by what stands in its justification; null where there is none.</summary>
    public async Task<string?> FindCodeAsync(string mark, CancellationToken cancellationToken) =>
        (await RowsAsync(again: true, cancellationToken).ConfigureAwait(false))
            .Where(row => StepValues.Member(row, "requestJustification")?.Contains(mark, StringComparison.Ordinal) == true)
            .Where(row => StepValues.Member(row, "status")?.ToLowerInvariant() is "needsapproval" or "approved")
            .Select(row => StepValues.Member(row, "id"))
            .LastOrDefault();

    public void Dispose() => _one.Dispose();

    private async Task<IReadOnlyList<JsonElement>> RowsAsync(bool again, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_rows is null || again)
                _rows = await transport.ReadAsync(List, cancellationToken).ConfigureAwait(false);
            return _rows;
        }
        finally
        {
            _one.Release();
        }
    }
}
