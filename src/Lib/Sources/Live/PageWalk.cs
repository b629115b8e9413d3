using TikTokBan.Tenants;
using TikTokBan.Tenants.Requests;

namespace TikTokBan.Sources.Live;

/// <summary>Goes through the pages of a list for a reader that can go on when one can't be had: the problem is kept instead of thrown.</summary>
internal sealed class PageWalk(IAsyncEnumerable<GraphPage> pages, CancellationToken cancellationToken) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<GraphPage> _pages = pages.GetAsyncEnumerator(cancellationToken);

    /// <summary>Why there are no more pages, where that is not because the list has ended.</summary>
    public TenantException? Problem { get; private set; }

    /// <summary>The next page; null at the end, or when it can't be had.</summary>
    public async ValueTask<GraphPage?> NextAsync()
    {
        try
        {
            return await _pages.MoveNextAsync().ConfigureAwait(false) ? _pages.Current : null;
        }
        catch (TenantException problem)
        {
            Problem = problem;
            return null;
        }
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();
}
