using System.Net;

namespace TikTokBan.Tenants.Requests;

/// <summary>One whole page of a list, read to its end before it is given out: so a connection that breaks in the middle loses and doubles nothing.</summary>
/// <param name="Json">UTF-8 text of the page: <c>{"value":[…]}</c>. Valid until the next page is asked for.</param>
/// <param name="Number">From 1.</param>
/// <param name="Count">What <c>@odata.count</c> says, on the first page where it was asked for.</param>
/// <param name="DeltaLink">The link for the next delta, on the last page where there is one.</param>
internal sealed record GraphPage(ReadOnlyMemory<byte> Json, int Number, long? Count, string? DeltaLink);

/// <summary>A whole answer to one request.</summary>
/// <param name="Status">2xx; everything else is thrown as <see cref="TenantException"/>.</param>
/// <param name="Json">UTF-8 text; empty where there is none.</param>
/// <param name="RequestId">The service's id of the request, where it says one.</param>
internal sealed record GraphAnswer(HttpStatusCode Status, ReadOnlyMemory<byte> Json, string? RequestId);
