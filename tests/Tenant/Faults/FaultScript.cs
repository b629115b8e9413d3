using System.Text.RegularExpressions;
using TikTokBan.Tenant.Http;

namespace TikTokBan.Tenant.Faults;

/// <summary>What goes wrong, and when. A request meets one rule at most: the first that takes it and isn't used up.</summary>
public sealed class FaultScript
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _rules = [];
    private RandomFaults? _random;

    /// <summary>Adds a rule.</summary>
    public FaultScript Add(FaultRule rule)
    {
        lock (_gate)
            _rules.Add(new Entry(rule));
        return this;
    }

    /// <summary>Makes every kind of request fail once in each of the ways, where the way makes sense for it.</summary>
    public FaultScript EachKindOnce(params FaultRule[] ways)
    {
        ArgumentNullException.ThrowIfNull(ways);
        foreach (var way in ways)
            Add(way with { EachKind = true, Times = 1 });
        return this;
    }

    /// <summary>Lets requests fail at random, the same ones for the same seed and requests.</summary>
    /// <param name="seed">Another seed, other failures.</param>
    /// <param name="share">Share of requests that fail, from 0 to 1.</param>
    public void AtRandom(ulong seed, double share)
    {
        lock (_gate)
            _random = new RandomFaults(seed, share);
    }

    /// <summary>Lets everything work.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _rules.Clear();
            _random = null;
        }
    }

    internal Fault? Pick(Exchange exchange)
    {
        lock (_gate)
        {
            foreach (var entry in _rules)
            {
                if (entry.Takes(exchange))
                    return new Fault(entry.Rule);
            }
            return _random?.Pick(exchange) is { } rule ? new Fault(rule) : null;
        }
    }

    private sealed class Entry(FaultRule rule)
    {
        private readonly Regex? _path = rule.Path is null ? null : new Regex(rule.Path, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        private readonly Dictionary<string, int> _met = new(StringComparer.Ordinal);

        public FaultRule Rule => rule;

        public bool Takes(Exchange exchange)
        {
            if (rule.Method is not null && !string.Equals(rule.Method, exchange.Raw.Method, StringComparison.OrdinalIgnoreCase))
                return false;
            if (_path?.IsMatch($"{exchange.Raw.Path}?{Uri.UnescapeDataString(exchange.Raw.Query)}") == false || !FaultFit.Fits(rule.Kind, exchange))
                return false;
            var key = rule.EachKind ? exchange.Log.Kind : "";
            var met = _met[key] = _met.GetValueOrDefault(key) + 1;
            return met > rule.Skip && (rule.Times is null || met <= rule.Skip + rule.Times);
        }
    }
}
