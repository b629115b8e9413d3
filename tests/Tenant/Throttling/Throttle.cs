using System.Globalization;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Throttling;

/// <summary>How much each service lets be asked, in running windows. A request above it is refused with 429.</summary>
internal sealed class Throttle(TimeProvider time, bool isOn)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Family, Queue<(DateTimeOffset At, int Cost)>> _spent = [];

    /// <summary>What each service allows: so many units in so many seconds, and whether it says how long to wait.</summary>
    private static readonly Dictionary<Family, (int Units, int Seconds, bool SaysWhen)> Budgets = new()
    {
        [Family.Directory] = (8_000, 10, true),
        [Family.IdentityReports] = (5, 10, true),
        [Family.Intune] = (2_000, 20, false),
        [Family.IntuneExports] = (100, 60, false),
        [Family.MessageTrace] = (100, 300, true),
        [Family.Hunting] = (45, 60, true),
        [Family.Security] = (600, 60, true),
        [Family.NetworkAccess] = (600, 60, true),
    };

    public void Spend(Exchange exchange)
    {
        var family = exchange.Route.Family;
        if (!isOn || !Budgets.TryGetValue(family, out var budget))
            return;
        var cost = family == Family.Directory ? ResourceUnits(exchange) : 1;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (!_spent.TryGetValue(family, out var spent))
                _spent[family] = spent = new();
            while (spent.TryPeek(out var first) && now - first.At >= TimeSpan.FromSeconds(budget.Seconds))
                spent.Dequeue();
            var used = spent.Sum(part => part.Cost);
            if (used + cost > budget.Units)
            {
                var wait = spent.Peek().At.AddSeconds(budget.Seconds) - now;
                var refusal = new Refusal(429, "TooManyRequests", family == Family.MessageTrace ? "The request was throttled: more than 100 requests in 5 minutes." : "Please retry again later.");
                throw budget.SaysWhen ? refusal.With("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)).With("x-ms-throttle-scope", "Tenant_Application/ReadWrite/made-up") : refusal;
            }
            spent.Enqueue((now, cost));
            if (family == Family.Directory)
                Tell(exchange, cost, (double)(used + cost) / budget.Units);
        }
    }

    private static void Tell(Exchange exchange, int cost, double share)
    {
        exchange.Context.Response.Headers["x-ms-resource-unit"] = cost.ToString(CultureInfo.InvariantCulture);
        if (share >= 0.8)
            exchange.Context.Response.Headers["x-ms-throttle-limit-percentage"] = share.ToString("0.##", CultureInfo.InvariantCulture);
    }

    private static int ResourceUnits(Exchange exchange)
    {
        var template = exchange.Route.Template;
        var cost = template.Contains("/transitiveMembers", StringComparison.Ordinal) ? 5
            : template.Contains("/members", StringComparison.Ordinal) ? 3
            : template.EndsWith("/users", StringComparison.Ordinal) || template.Contains("oauth2PermissionGrants", StringComparison.Ordinal) ? 2
            : 1;
        cost -= exchange.Query.Select is null ? 0 : 1;
        cost += exchange.Query["$expand"] is null ? 0 : 1;
        cost -= exchange.Query.Top < 20 ? 1 : 0;
        return Math.Max(1, cost);
    }
}
