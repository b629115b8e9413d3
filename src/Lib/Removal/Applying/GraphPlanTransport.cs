using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Kiota.Abstractions;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants;
using TikTokBan.Tenants.Operations;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Removal.Applying;

/// <summary>Carries a plan's requests through the session's pipeline. A plan is a file from somewhere: what is not declared as a request of a removal is never sent.</summary>
internal sealed partial class GraphPlanTransport(TenantSession session) : IPlanTransport
{
    // As many as approvers' services take; more would make the request wrong.
    private const int LongestJustification = 1024;

    // No list that a plan reads is longer, and one that doesn't end must not fill the memory.
    private const int MostRows = 100_000;

    // Defender's lists have no links to further pages: a full one is followed by counting on.
    private const int DefenderPage = 10_000;

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 128 };

    private readonly IReadOnlyList<(TenantOperation Operation, DeclaredPath Path)> _declared =
        [.. TenantOperations.Acting.Select(operation => (operation, new DeclaredPath(operation)))];

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JsonElement>> ReadAsync(SentRequest request, CancellationToken cancellationToken)
    {
        var operation = Declared(request);
        if (operation.Method != HttpMethod.Get)
            throw new InvalidOperationException($"{operation.Id} does not read.");
        var rows = new RowList(MostRows);
        for (var path = request.Path; ;)
        {
            var (before, added) = (rows.Seen, await ReadAsync(operation, path, rows, cancellationToken).ConfigureAwait(false));
            if (operation.Service != ServiceFamily.Defender || added == 0 || rows.Seen - before < DefenderPage)
                return rows.All;
            path = $"{request.Path}{(request.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}$top={DefenderPage}&$skip={rows.Seen}";
        }
    }

    /// <inheritdoc/>
    public async Task<WriteAnswer> WriteAsync(SentRequest request, ApprovalHeaders headers, CancellationToken cancellationToken)
    {
        var operation = Declared(request);
        if (!operation.Changes)
            throw new InvalidOperationException($"{operation.Id} changes nothing.");
        var asked = Asked(operation, request.Path, request.Body);
        if (operation.Service == ServiceFamily.Intune)
            AddApproval(asked, headers);
        var answer = await session.Client.SendAsync(operation, asked, cancellationToken).ConfigureAwait(false);
        return new WriteAnswer((int)answer.Status, Body(answer.Json), answer.RequestId);
    }

    // Never both: a code stands for the request that it was given for.
    private static void AddApproval(RequestInformation asked, ApprovalHeaders headers)
    {
        if (headers.Code is { Length: > 0 } code)
            asked.Headers.Add("x-msft-approval-code", code);
        else if (headers.Justification is { Length: > 0 } words)
            asked.Headers.Add("x-msft-approval-justification", Convert.ToBase64String(Encoding.UTF8.GetBytes(Cut(words))));
    }

    private static string Cut(string words)
    {
        if (words.Length <= LongestJustification)
            return words;
        var end = LongestJustification - 1;
        return words[..(char.IsHighSurrogate(words[end - 1]) ? end - 1 : end)] + "…";
    }

    // The service did what it was asked: that it says so in no JSON is no reason to doubt it.
    private static JsonElement? Body(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<int> ReadAsync(TenantOperation operation, string path, RowList rows, CancellationToken cancellationToken)
    {
        var added = 0;
        await foreach (var page in session.Client.PagesAsync(operation, Asked(operation, path, null), cancellationToken).ConfigureAwait(false))
        {
            using var document = JsonDocument.Parse(page.Json, Lenient);
            if (rows.Add(document.RootElement) is not { } count)
                throw new TenantException(TenantFailure.BadAnswer, $"{operation.Method} {operation.Path} gave more than {MostRows} rows, which no list of a tenant has; nothing of it is used.");
            added += count;
        }

        return added;
    }

    private RequestInformation Asked(TenantOperation operation, string path, string? body) => session.Client.Raw(
        operation.Method, path.TrimStart('/'), body is null ? null : Encoding.UTF8.GetBytes(body), session.Client.Endpoints.Of(operation.Service));

    private TenantOperation Declared(SentRequest request)
    {
        if (Placeholder().IsMatch(request.Path) || (request.Body is not null && Placeholder().IsMatch(request.Body)))
            throw new InvalidOperationException($"{request.Method} {request.Path} still holds a placeholder.");
        var isDefender = request.Service == "defender";
        if (request.Path.StartsWith('/') && (isDefender || request.Service == "graph"))
        {
            // As it would be sent: dots and escapes may make another path of it.
            var endpoint = isDefender ? session.Client.Endpoints.Defender : session.Client.Endpoints.Graph;
            var sent = new Uri(endpoint, request.Path.TrimStart('/')).AbsolutePath;
            foreach (var (operation, path) in _declared)
            {
                if (isDefender == (operation.Service == ServiceFamily.Defender) && operation.Method.Method == request.Method
                    && sent.StartsWith(endpoint.AbsolutePath, StringComparison.Ordinal) && path.Matches(sent[endpoint.AbsolutePath.Length..]))
                {
                    return operation;
                }
            }
        }

        throw new TenantException(TenantFailure.Refused, $"{request.Method} {request.Path.Split('?')[0]} at {request.Service} is no request that a removal sends, so it was not sent; make a new plan.");
    }

    // As plans write what is known only at run time.
    [GeneratedRegex(@"\{(a-\d+\.|graph\})", RegexOptions.NonBacktracking)]
    private static partial Regex Placeholder();
}
