using TikTokBan.Tenants.Operations;

namespace TikTokBan.Tenants.Budgets;

/// <summary>The budgets of all services, shared by everything that one session reads.</summary>
internal sealed class ServiceBudgets(TimeProvider time) : IDisposable
{
    private readonly Dictionary<ServiceFamily, ServiceBudget> _budgets = [];
    private bool _disposed;

    /// <summary>Of the services that were asked something.</summary>
    public IReadOnlyList<ServiceQuota> Quotas
    {
        get
        {
            lock (_budgets)
                return [.. _budgets.OrderBy(budget => budget.Key).Select(budget => budget.Value.Quota)];
        }
    }

    public ServiceBudget Of(ServiceFamily service)
    {
        lock (_budgets)
        {
            if (_disposed)
                throw SessionEnded.Sentence();
            if (!_budgets.TryGetValue(service, out var budget))
                _budgets.Add(service, budget = new ServiceBudget(service, ServiceLimits.Of(service), time));
            return budget;
        }
    }

    public void Dispose()
    {
        lock (_budgets)
        {
            _disposed = true;
            foreach (var budget in _budgets.Values)
                budget.Dispose();
        }
    }
}
