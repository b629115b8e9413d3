using System.Collections.ObjectModel;

namespace TikTokBan;

/// <summary>Makes lists that tell what is in them where a text is wanted of them, as in a cell of <c>Export-Csv</c>.</summary>
internal static class Listed
{
    /// <summary>Between two items.</summary>
    public const string Separator = "; ";

    /// <summary>The same items.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T>? items) => items switch
    {
        null or Items<T> => items!,
        { Count: 0 } => Items<T>.None,
        IList<T> list => new Items<T>(list),
        _ => new Items<T>([.. items]),
    };

    /// <summary>The same pairs.</summary>
    public static IReadOnlyDictionary<TKey, TValue> Of<TKey, TValue>(IReadOnlyDictionary<TKey, TValue>? pairs)
        where TKey : notnull => pairs switch
        {
            null or Pairs<TKey, TValue> => pairs!,
            IDictionary<TKey, TValue> dictionary => new Pairs<TKey, TValue>(dictionary),
            _ => new Pairs<TKey, TValue>(pairs.ToDictionary(pair => pair.Key, pair => pair.Value)),
        };

    private sealed class Items<T>(IList<T> items) : ReadOnlyCollection<T>(items)
    {
        public static readonly Items<T> None = new([]);

        public override string ToString() => string.Join(Separator, this);
    }

    private sealed class Pairs<TKey, TValue>(IDictionary<TKey, TValue> pairs) : ReadOnlyDictionary<TKey, TValue>(pairs)
        where TKey : notnull
    {
        public override string ToString() => string.Join(Separator, this.Select(pair => $"{pair.Key}={pair.Value}"));
    }
}
