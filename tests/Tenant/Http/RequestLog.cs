namespace TikTokBan.Tenant.Http;

/// <summary>Everything that was asked of the tenant, in order.</summary>
public sealed class RequestLog
{
    private readonly List<LoggedRequest> _requests = [];

    /// <summary>Told of each request when it has come, before anything is done with it.</summary>
    public Action<LoggedRequest>? Received { get; set; }

    /// <summary>Told of each request once what it asks for has happened, before the answer leaves.</summary>
    public Action<LoggedRequest>? BeforeAnswer { get; set; }

    /// <summary>Told of each request once it was answered, or its client was gone.</summary>
    public Action<LoggedRequest>? Answered { get; set; }

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<LoggedRequest> Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    /// <summary>How many requests there were of each kind.</summary>
    public IReadOnlyDictionary<string, int> Counts => Requests.GroupBy(request => request.Kind, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    /// <summary>Forgets what was asked so far.</summary>
    public void Clear()
    {
        lock (_requests)
            _requests.Clear();
    }

    /// <summary>
    /// The least number of requests that would have given what was read, by kind: for each list that was asked for, as many as
    /// its rows fill of the largest pages that the service gives; for an export job a creation, a look at its state and a
    /// download; for anything else one for each different request that was answered. Repetitions after a failure don't count.
    /// </summary>
    public IReadOnlyDictionary<string, int> MinimalRequests()
    {
        var served = Requests.Where(request => request.Status is >= 200 and < 300 && request.Family != Family.Login).ToList();
        var least = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var list in served.GroupBy(request => (request.Kind, request.Subject)))
        {
            var total = list.Max(request => request.Total);
            var page = list.Max(request => request.PageLimit);
            least[list.Key.Kind] = least.GetValueOrDefault(list.Key.Kind) + (page == 0 ? 1 : Math.Max(1, (int)Math.Ceiling((double)total / page)));
        }
        return least;
    }

    internal LoggedRequest Add(Func<int, LoggedRequest> make)
    {
        lock (_requests)
        {
            var request = make(_requests.Count + 1);
            _requests.Add(request);
            return request;
        }
    }
}

/// <summary>A request and what became of it.</summary>
public sealed class LoggedRequest
{
    /// <summary>Its number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path, unescaped.</summary>
    public required string Path { get; init; }

    /// <summary>Query without its question mark, as it came.</summary>
    public required string Query { get; init; }

    /// <summary>Headers.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Body as text.</summary>
    public required string Body { get; init; }

    /// <summary>Kind of request: the method and the route's template, such as <c>GET /v1.0/users</c>.</summary>
    public string Kind { get; internal set; } = "unknown";

    /// <summary>Service that it went to.</summary>
    public Family Family { get; internal set; }

    /// <summary>Status that was answered; 0 where the connection was cut first.</summary>
    public int Status { get; internal set; }

    /// <summary>What was done to it on purpose; null for nothing.</summary>
    public string? Fault { get; internal set; }

    /// <summary>Rows in the answer.</summary>
    public int Rows { get; internal set; }

    /// <summary>Rows of the whole list that it was a page of.</summary>
    public int Total { get; internal set; }

    /// <summary>Rows that the service puts on a page at most; 0 for what isn't a list.</summary>
    public int PageLimit { get; internal set; }

    /// <summary>What tells a list, or a request, from others of its kind, whatever page of it is asked for.</summary>
    public string Subject { get; internal set; } = "";

    /// <inheritdoc/>
    public override string ToString() => $"{Number} {Method} {Path}{(Query.Length > 0 ? "?" : "")}{Query} -> {Status}{(Fault is null ? "" : $" ({Fault})")}";
}
