using System.Globalization;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Throttling;

/// <summary>How much each service lets be asked, in running windows. A request above it is refused with 429.</summary>
internal sealed class Throttle(TimeProvider time, bool isOn)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Window> _spent = new(StringComparer.Ordinal);

    public void Spend(Exchange exchange)
    {
        var family = exchange.Route.Family;
        if (!isOn)
            return;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var costs = Budget.Of(exchange.Route).Select(budget => (Budget: budget, Cost: budget.Name == "directory" ? ResourceUnits(exchange) : 1, Window: WindowOf(budget, now))).ToList();
            if (costs.Find(part => part.Window.Used + part.Cost > part.Budget.Units) is { Budget: { } full } broken)
            {
                var wait = broken.Window.First.AddSeconds(full.Seconds) - now;
                var refusal = new Refusal(429, "TooManyRequests", family == Family.MessageTrace ? "The request was throttled: more than 100 requests in 5 minutes." : "Please retry again later.");
                throw full.SaysWhen ? refusal.With("Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)).With("x-ms-throttle-scope", "Tenant_Application/ReadWrite/made-up") : refusal;
            }
            foreach (var (_, cost, window) in costs)
                window.Add(now, cost);
            if (family == Family.Directory)
                Tell(exchange, costs[0].Cost, (double)costs[0].Window.Used / costs[0].Budget.Units);
        }
    }

    private Window WindowOf(Budget budget, DateTimeOffset now)
    {
        if (!_spent.TryGetValue(budget.Name, out var window))
            _spent[budget.Name] = window = new Window();
        window.Forget(now.AddSeconds(-budget.Seconds));
        return window;
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

    private sealed class Window
    {
        private readonly Queue<(DateTimeOffset At, int Cost)> _spent = new();

        public int Used { get; private set; }

        public DateTimeOffset First => _spent.Peek().At;

        public void Add(DateTimeOffset at, int cost)
        {
            _spent.Enqueue((at, cost));
            Used += cost;
        }

        public void Forget(DateTimeOffset until)
        {
            while (_spent.TryPeek(out var first) && first.At <= until)
                Used -= _spent.Dequeue().Cost;
        }
    }
}
