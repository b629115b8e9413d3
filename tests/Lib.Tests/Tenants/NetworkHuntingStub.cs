using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TikTokBan.Tests.Tenants;

/// <summary>Hunting as the service does it: it cuts off at its limit and says nothing. Takes the slices of a query at their word, and nothing else of it.</summary>
internal sealed partial class NetworkHuntingStub(int limit)
{
    public const string Path = "/v1.0/security/runHuntingQuery";

    private readonly List<(DateTimeOffset At, string Device, string Row)> _events = [];

    /// <summary>Answers a slice of more rows than this with an error rather than with what fits.</summary>
    public int? Refuses { get; set; }

    /// <summary>Writes the parts of an answer with large initials.</summary>
    public bool Capitals { get; set; }

    public List<string> Queries { get; } = [];

    public int Count => _events.Count;

    public NetworkHuntingStub With(DateTimeOffset at, string device, string host)
    {
        var time = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
        _events.Add((at, device, $$"""{"Timestamp":"{{time}}","DeviceId":"{{device}}","DeviceName":"{{device}}","ActionType":"ConnectionSuccess","RemoteUrl":"{{host}}","ReportId":{{_events.Count}}}"""));
        return this;
    }

    public StubTenant Tenant() => new StubTenant().On(request => request.Path == Path && request.Method == "POST", Answer);

    private HttpResponseMessage Answer(StubRequest request)
    {
        using var body = JsonDocument.Parse(request.Body!);
        var query = body.RootElement.GetProperty("Query").GetString()!;
        Queries.Add(query);
        IEnumerable<(DateTimeOffset At, string Device, string Row)> rows = _events;
        if (Time().Match(query) is { Success: true } time)
        {
            var (from, to) = (Parsed(time.Groups[1]), Parsed(time.Groups[2]));
            rows = rows.Where(one => one.At >= from && one.At < to);
        }

        if (Hash().Match(query) is { Success: true } hash)
            rows = rows.Where(one => HashOf(one.Device) % int.Parse(hash.Groups[1].Value, CultureInfo.InvariantCulture) == int.Parse(hash.Groups[2].Value, CultureInfo.InvariantCulture));
        var found = rows.Select(one => one.Row).ToList();
        if (found.Count > Refuses)
            return StubTenant.JsonAnswer("""{"error":{"code":"BadRequest","message":"Query execution has exceeded the allowed result size."}}""", HttpStatusCode.GatewayTimeout);
        var (schema, name, results) = Capitals ? ("Schema", "Name", "Results") : ("schema", "name", "results");
        return StubTenant.JsonAnswer($$"""{"{{schema}}":[{"{{name}}":"Timestamp","Type":"DateTime"},{"{{name}}":"results","Type":"String"}],"{{results}}":[{{string.Join(',', found.Take(limit))}}]}""");
    }

    private static int HashOf(string text) => text.Aggregate(17, (hash, letter) => ((hash * 31) + letter) & 0xFFFFFF);

    private static DateTimeOffset Parsed(Group group) => DateTimeOffset.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"Timestamp >= datetime\((\S+)\) and Timestamp < datetime\((\S+)\)")]
    private static partial Regex Time();

    [GeneratedRegex(@"hash\(DeviceId, (\d+)\) == (\d+)")]
    private static partial Regex Hash();
}
