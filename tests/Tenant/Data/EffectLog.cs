namespace TikTokBan.Tenant.Data;

/// <summary>A change that a request made.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Request">Number of the request in the log.</param>
/// <param name="Kind">Kind of request: the method and the route's template.</param>
/// <param name="Object">Id of what was changed.</param>
/// <param name="Name">Its name; null where it has none.</param>
/// <param name="Details">What was added or removed, such as the ids of members.</param>
/// <param name="Before">Digest of the object before; null where there was none.</param>
/// <param name="After">Digest of it afterwards; null where it is gone.</param>
/// <param name="At">When.</param>
public sealed record Effect(int Number, int Request, string Kind, string Object, string? Name, IReadOnlyList<string> Details, string? Before, string? After, DateTimeOffset At);

/// <summary>Everything that requests changed, in order. A request that changed nothing isn't here.</summary>
public sealed class EffectLog
{
    private readonly List<Effect> _effects = [];

    /// <summary>The effects so far.</summary>
    public IReadOnlyList<Effect> All
    {
        get
        {
            lock (_effects)
                return [.. _effects];
        }
    }

    /// <summary>Forgets them.</summary>
    public void Clear()
    {
        lock (_effects)
            _effects.Clear();
    }

    internal void Add(Func<int, Effect> make)
    {
        lock (_effects)
            _effects.Add(make(_effects.Count + 1));
    }
}
