namespace TikTokBan.Tenant.Faults;

/// <summary>When and how requests fail.</summary>
/// <param name="Kind">In which way.</param>
public sealed record FaultRule(FaultKind Kind)
{
    /// <summary>Only requests with this method; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>Only requests whose path and query, unescaped, match this regular expression; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>How many matching requests pass before the first fails.</summary>
    public int Skip { get; init; }

    /// <summary>How many fail; null for all.</summary>
    public int? Times { get; init; } = 1;

    /// <summary>Counts each kind of request by itself, so that <see cref="Times"/> is for each of them.</summary>
    public bool EachKind { get; init; }

    /// <summary>Value of Retry-After; <c>{date+3}</c> stands for the date three seconds ahead. Null sends none.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Status of an error.</summary>
    public int Status { get; init; } = 503;

    /// <summary>The service's code of an error.</summary>
    public string Code { get; init; } = "ServiceUnavailable";

    /// <summary>The service's words of an error.</summary>
    public string Message { get; init; } = "The service is temporarily unavailable.";

    /// <summary>Between the pieces of a slow body.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(20);
}

/// <summary>A rule that a request has met.</summary>
internal sealed record Fault(FaultRule Rule)
{
    public FaultKind Kind => Rule.Kind;
}
