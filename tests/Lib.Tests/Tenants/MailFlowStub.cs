using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace TikTokBan.Tests.Tenants;

/// <summary>Message trace as the service has it: windows of ten days, ninety days back, both ends of the filter taken in.</summary>
internal sealed partial class MailFlowStub(TimeProvider time)
{
    public const string Path = "/v1.0/admin/exchange/tracing/messageTraces";

    private readonly List<(DateTimeOffset At, string Row)> _mail = [];

    public int PageSize { get; set; } = 5000;

    /// <summary>The service as it was found to be with some filters: it answers everything.</summary>
    public bool IgnoresFilter { get; set; }

    /// <summary>Fails windows that hold this moment.</summary>
    public DateTimeOffset? Broken { get; set; }

    public List<(DateTimeOffset From, DateTimeOffset To)> Asked { get; } = [];

    public MailFlowStub With(DateTimeOffset at, string sender, string recipient, string status = "delivered")
    {
        var text = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        _mail.Add((at, $$"""{"id":"716ccccc-0000-4000-8000-{{_mail.Count / 2:d12}}","senderAddress":"{{sender}}","recipientAddress":"{{recipient}}","receivedDateTime":"{{text}}","subject":"CANARY-SUBJECT","size":1,"fromIP":"192.0.2.1","toIP":"","status":"{{status}}"}"""));
        return this;
    }

    public StubTenant Tenant() => new StubTenant().On(request => request.Path == Path, Answer);

    private HttpResponseMessage Answer(StubRequest request)
    {
        var filter = Filter().Match(request.Query);
        if (!filter.Success)
            return StubTenant.JsonAnswer("""{"error":{"code":"BadRequest","message":"The filter isn't understood."}}""", HttpStatusCode.BadRequest);
        var (from, to) = (Time(filter.Groups[1]), Time(filter.Groups[2]));
        if (to - from > TimeSpan.FromDays(10) || from < time.GetUtcNow().AddDays(-90) || to > time.GetUtcNow() || !request.Query.Contains("$top=5000", StringComparison.Ordinal))
            return StubTenant.JsonAnswer("""{"error":{"code":"BadRequest","message":"The window isn't allowed."}}""", HttpStatusCode.BadRequest);
        var skip = Skip().Match(request.Query) is { Success: true } token ? int.Parse(token.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        if (skip == 0)
            Asked.Add((from, to));
        if (Broken is { } broken && from <= broken && broken <= to)
            return StubTenant.JsonAnswer("""{"error":{"code":"BadRequest","message":"Something about this window."}}""", HttpStatusCode.BadRequest);
        var rows = _mail.Where(mail => IgnoresFilter || (mail.At >= from && mail.At <= to)).OrderByDescending(mail => mail.At).Select(mail => mail.Row).ToList();
        var link = $"https://graph.microsoft.com{Path}?$filter={Uri.EscapeDataString(filter.Value)}&$top=5000&$skiptoken={skip + PageSize}";
        var next = skip + PageSize < rows.Count ? $"\"@odata.nextLink\":\"{link}\"," : "";
        return StubTenant.JsonAnswer($$"""{"@odata.context":"x",{{next}}"value":[{{string.Join(',', rows.Skip(skip).Take(PageSize))}}]}""");
    }

    private static DateTimeOffset Time(Group group) => DateTimeOffset.ParseExact(group.Value, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    [GeneratedRegex(@"receivedDateTime ge (\S+Z) and receivedDateTime le (\S+?Z)")]
    private static partial Regex Filter();

    [GeneratedRegex(@"skiptoken=(\d+)")]
    private static partial Regex Skip();
}
