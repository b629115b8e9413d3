namespace TikTokBan.Catalogue.Matching;

/// <summary>A dictionary from texts that is asked with spans, so that a question costs no allocation.</summary>
internal sealed class SpanTable<T>
    where T : class
{
    private readonly int[] _buckets;
    private readonly (string Key, int Next, T Value)[] _entries;
    private readonly int _shortest = int.MaxValue;
    private readonly int _longest;

    /// <param name="values">Keys and values; the first of two equal keys counts.</param>
    public SpanTable(IEnumerable<KeyValuePair<string, T>> values)
    {
        var distinct = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (key, value) in values)
            distinct.TryAdd(key, value);

        _buckets = new int[Math.Max(8, distinct.Count * 2) | 1];
        _entries = new (string, int, T)[distinct.Count];
        var index = 0;
        foreach (var (key, value) in distinct)
        {
            ref var bucket = ref _buckets[Bucket(key)];
            _entries[index] = (key, bucket - 1, value);
            bucket = ++index;
            _shortest = Math.Min(_shortest, key.Length);
            _longest = Math.Max(_longest, key.Length);
        }
    }

    public T? Find(ReadOnlySpan<char> key)
    {
        if (key.Length < _shortest || key.Length > _longest)
            return null;
        for (var i = _buckets[Bucket(key)] - 1; i >= 0; i = _entries[i].Next)
        {
            if (key.SequenceEqual(_entries[i].Key))
                return _entries[i].Value;
        }

        return null;
    }

    private uint Bucket(ReadOnlySpan<char> key) => (uint)string.GetHashCode(key) % (uint)_buckets.Length;
}
