using System.Text;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Writes;

/// <summary>Multi-admin approval: a change of what is protected waits until somebody else has agreed, and is then sent again with the code.</summary>
public sealed class ApprovalDesk
{
    private const string Why = "x-msft-approval-justification";
    private const string Code = "x-msft-approval-code";
    private const int LongestJustification = 1024;

    private readonly Lock _gate = new();
    private readonly List<ApprovalRequest> _requests = [];
    private (TimeSpan Delay, TimeProvider Time)? _agreeing;

    /// <summary>What was asked for, in order.</summary>
    public IReadOnlyList<ApprovalRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                Agree();
                return [.. _requests];
            }
        }
    }

    /// <summary>Somebody agrees.</summary>
    /// <param name="code">The code.</param>
    public void Approve(string code) => Find(code).Status = "approved";

    /// <summary>Agrees to everything that waits.</summary>
    public void ApproveAll()
    {
        foreach (var request in Requests.Where(request => request.Status == "needsApproval"))
            request.Status = "approved";
    }

    /// <summary>Somebody refuses.</summary>
    /// <param name="code">The code.</param>
    public void Reject(string code) => Find(code).Status = "rejected";

    /// <summary>Whoever asked takes it back.</summary>
    /// <param name="code">The code.</param>
    public void Cancel(string code) => Find(code).Status = "cancelled";

    /// <summary>Nobody said anything for too long.</summary>
    /// <param name="code">The code.</param>
    public void Expire(string code) => Find(code).Status = "expired";

    /// <summary>From now on every change must be approved, and somebody approves it after a while, as far as anybody looks.</summary>
    internal void AgreeAfter(TimeSpan delay, FakeTenant tenant)
    {
        tenant.State.ApprovalRequiredFor.UnionWith(Enum.GetValues<ApprovalFamily>());
        _agreeing = (delay, tenant.Options.Time);
    }

    internal void Check(Exchange exchange)
    {
        if (exchange.Route.Approval is not { } family)
            return;
        var (why, code) = (exchange.Header(Why), exchange.Header(Code));
        if (why is not null && code is not null)
            throw Refusal.BadRequest($"Only one of the headers {Why} and {Code} may be sent.");
        var justification = why is null ? null : Read(why);
        if (!exchange.State.ApprovalRequiredFor.Contains(family))
            return;
        if (code is not null)
            Use(exchange, code);
        else
            throw justification is null ? Refusal.BadRequest($"The operation requires approval: send the header {Why}.") : Ask(exchange, family, justification);
    }

    private static string Read(string why)
    {
        try
        {
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(why));
            if (text.Length is > 0 and <= LongestJustification)
                return text;
        }
        catch (FormatException)
        {
            // Said below.
        }
        throw Refusal.BadRequest($"The header {Why} must hold 1 to {LongestJustification} characters in base64.");
    }

    private Refusal Ask(Exchange exchange, ApprovalFamily family, string justification)
    {
        lock (_gate)
        {
            if (_requests.Exists(request => request.IsOpen && request.IsFor(exchange.Raw, exchange.Log.Body)))
                return new Refusal(409, "Conflict", "An approval request for this operation exists already.");
            var request = new ApprovalRequest
            {
                Code = exchange.State.NewId(),
                Family = family,
                Justification = justification,
                Method = exchange.Raw.Method,
                Target = $"{exchange.Raw.Path}?{exchange.Raw.Query}",
                Body = exchange.Log.Body,
                Requested = exchange.Now,
            };
            _requests.Add(request);
            return (exchange.Tenant.Options.ApprovalStatus == 403
                ? new Refusal(403, "ApprovalRequired", "The operation requires approval by another administrator.")
                : new Refusal(412, "PreconditionFailed", "The operation requires approval by another administrator."))
                .With(Code, request.Code);
        }
    }

    private void Use(Exchange exchange, string code)
    {
        lock (_gate)
        {
            Agree();
            var request = _requests.Find(known => known.Code == code) ?? throw Refusal.BadRequest($"The approval code {code} is not known.");
            if (!request.IsFor(exchange.Raw, exchange.Log.Body))
                throw Refusal.BadRequest($"The approval code {code} was given for another operation.");
            request.Status = request.Status switch
            {
                "approved" => "completed",
                "needsApproval" => throw new Refusal(412, "PreconditionFailed", "The operation has not been approved yet.").With(Code, code),
                "completed" => throw new Refusal(409, "Conflict", "The approved operation was carried out already."),
                var status => throw new Refusal(403, "Forbidden", $"The approval request was {status}."),
            };
        }
    }

    private void Agree()
    {
        if (_agreeing is not var (delay, time))
            return;
        foreach (var request in _requests.Where(request => request.Status == "needsApproval" && time.GetUtcNow() - request.Requested >= delay))
            request.Status = "approved";
    }

    private ApprovalRequest Find(string code)
    {
        lock (_gate)
            return _requests.Find(request => request.Code == code) ?? throw new ArgumentException($"No request has the code {code}.", nameof(code));
    }
}
