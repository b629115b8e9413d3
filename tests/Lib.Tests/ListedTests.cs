using System.Text.Json;

namespace TikTokBan.Tests;

public sealed class ListedTests
{
    [Fact]
    public void A_list_tells_its_items_and_not_its_type()
    {
        Assert.Equal("a; b", Listed.Of<string>(["a", "b"]).ToString());
        Assert.Equal("", Listed.Of<string>([]).ToString());
        Assert.Equal("2; 3", Listed.Of(new Queue([2, 3])).ToString());
        Assert.Equal("a=1; b=2", Listed.Of(new SortedDictionary<string, int> { ["b"] = 2, ["a"] = 1 } as IReadOnlyDictionary<string, int>).ToString());
    }

    [Fact]
    public void What_is_listed_already_is_not_wrapped_again_and_nothing_stays_nothing()
    {
        var once = Listed.Of<string>(["a"]);
        Assert.Same(once, Listed.Of(once));
        Assert.Same(Listed.Of<string>([]), Listed.Of(new List<string>()));
        Assert.Null(Listed.Of<string>(null));
        Assert.Null(Listed.Of<string, string>(null));
    }

    [Fact]
    public void Its_json_is_that_of_any_list()
    {
        Assert.Equal("""["a","b"]""", JsonSerializer.Serialize(Listed.Of<string>(["a", "b"])));
        Assert.Equal("""{"a":1}""", JsonSerializer.Serialize(Listed.Of(new Dictionary<string, int> { ["a"] = 1 } as IReadOnlyDictionary<string, int>)));
    }

    private sealed class Queue(int[] items) : IReadOnlyList<int>
    {
        public int Count => items.Length;

        public int this[int index] => items[index];

        public IEnumerator<int> GetEnumerator() => items.AsEnumerable().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
