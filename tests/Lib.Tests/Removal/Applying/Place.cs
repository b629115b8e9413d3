using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Removal.Applying;
using TikTokBan.Removal.Journals;
using TikTokBan.Tenants;

namespace TikTokBan.Tests.Removal.Applying;

/// <summary>A tenant in memory, as unkind as the real one: filters are ignored, lists may lag, answers may be lost, writes may be held back.</summary>
internal sealed class Place(TimeProvider time) : IPlanTransport
{
    private readonly object _lock = new();
    private readonly Dictionary<string, int> _hidden = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private int _ids;

    public PlaceRows Groups { get; } = new();

    public PlaceRows Devices { get; } = new();

    public PlaceRows Managed { get; } = new();

    public PlaceRows Apps { get; } = new();

    public PlaceRows Configurations { get; } = new();

    public PlaceRows Policies { get; } = new();

    public PlaceRows Indicators { get; } = new();

    public PlaceRows Approvals { get; } = new();

    /// <summary>Members of groups, by the directory's ids.</summary>
    public Dictionary<string, SortedSet<string>> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Everything that changed something, in order.</summary>
    public List<string> Effects { get; } = [];

    /// <summary>Every request that was to change something.</summary>
    public List<(SentRequest Request, ApprovalHeaders Headers)> Writes { get; } = [];

    /// <summary>What happens to the n-th write, from 1.</summary>
    public Func<int, SentRequest, Fault?>? Faults { get; set; }

    /// <summary>Readings for which a new object is not yet in its list.</summary>
    public int Lag { get; set; }

    /// <summary>Whether Intune's writes must be approved.</summary>
    public bool Approves { get; set; }

    /// <summary>Whether the answer that names an approval's code is lost with its process.</summary>
    public bool LosesApprovals { get; set; }

    /// <summary>Told of each reading; what it throws is what the reader gets.</summary>
    public Action<SentRequest>? Reading { get; set; }

    /// <summary>Most writes that were under way at once.</summary>
    public int MostAtOnce { get; private set; }

    private int _atOnce;

    /// <summary>What writes can change, with names for ids, as these differ from run to run.</summary>
    public string Snapshot() => Named(new JsonObject
    {
        ["groups"] = Groups.Snapshot(),
        ["members"] = new JsonArray([.. Members.Where(pair => Groups.Has(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => (JsonNode)$"{pair.Key}: {string.Join(' ', pair.Value)}")]),
        ["apps"] = Apps.Snapshot(),
        ["configurations"] = Configurations.Snapshot(),
        ["policies"] = Policies.Snapshot(),
        ["indicators"] = Indicators.Snapshot(),
    }.ToJsonString());

    /// <summary>Everything that changed something, sorted, with names for ids.</summary>
    public IReadOnlyList<string> NamedEffects => [.. Effects.Select(Named).Order(StringComparer.Ordinal)];

    private string Named(string text)
    {
        foreach (var (id, name) in _names.OrderByDescending(pair => pair.Key.Length))
            text = text.Replace(id, name, StringComparison.Ordinal);
        return text;
    }

    public async Task<IReadOnlyList<JsonElement>> ReadAsync(SentRequest request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            Reading?.Invoke(request);
            return [.. Read(request.Path.Split('?')[0].Trim('/').Split('/')).Select(PlaceRows.Element)];
        }
    }

    public async Task<WriteAnswer> WriteAsync(SentRequest request, ApprovalHeaders headers, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
            MostAtOnce = Math.Max(MostAtOnce, ++_atOnce);
        await Task.Yield();
        lock (_lock)
        {
            _atOnce--;
            Writes.Add((request, headers));
            var fault = Faults?.Invoke(Writes.Count, request);
            if (fault is { After: false })
                throw fault.Exception();
            if (Approves && request.Service == "graph" && request.Path.Contains("/device", StringComparison.Ordinal) && !request.Path.Contains("/managedDevices", StringComparison.Ordinal))
                Approve(request, headers);
            var answer = Write(request, request.Path.Trim('/').Split('/'));
            if (fault is { After: true })
                throw fault.Exception();
            return new WriteAnswer(answer is null ? 204 : 200, answer is null ? null : PlaceRows.Element(answer), "r-1");
        }
    }

    public void Decide(string status, string? words = null)
    {
        foreach (var row in Approvals.All.Where(row => (string?)row["status"] == "needsApproval"))
            (row["status"], row["approvalJustification"]) = (status, words);
    }

    private IEnumerable<JsonNode> Read(string[] path) => path switch
    {
        [_, "groups"] => Seen(Groups),
        [_, "groups", var id, "members"] => Groups.Has(id) ? Members[id].Select(member => Devices.Has(member) ? Devices[member] : new JsonObject { ["id"] = member }) : throw NotFound(),
        [_, "devices"] => Devices.All,
        [_, "deviceManagement", "operationApprovalRequests"] => Approvals.All,
        [_, "deviceManagement", "managedDevices", var id] => Managed.Has(id) ? [Managed[id]] : throw NotFound(),
        ["api", "indicators"] => Indicators.All,
        [_, _, var kind, var id, "assignments"] => Kind(kind).Has(id) ? Kind(kind).Assigned(id) : throw NotFound(),
        [_, _, var kind] => Seen(Kind(kind)),
        _ => throw new InvalidOperationException(string.Join('/', path)),
    };

    private IEnumerable<JsonNode> Seen(PlaceRows rows) => [.. rows.All.Where(row => (_hidden[(string)row["id"]!] = _hidden.GetValueOrDefault((string)row["id"]!) - 1) < 0)];

    private JsonNode? Write(SentRequest request, string[] path)
    {
        var body = request.Body is null ? null : JsonNode.Parse(request.Body)!.AsObject();
        switch (request.Method, path)
        {
            case ("POST", [_, "groups"]):
                if (Groups.All.Any(row => (string?)row["uniqueName"] == (string?)body!["uniqueName"]))
                    throw Refused(HttpStatusCode.BadRequest, "Another object with the same value for property uniqueName already exists.");
                var group = Make(Groups, "g", body!, request);
                Members[(string)group["id"]!] = [];
                return group;
            case ("PATCH", [_, "groups", var id]):
                return AddMembers(id, body!, request);
            case ("POST", ["api", "indicators", "import"]):
                return Import(body!, request);
            case ("DELETE", ["api", "indicators", var id]):
                return Delete(Indicators, id, request);
            case ("DELETE", [_, "groups", var id]):
                return Delete(Groups, id, request);
            case ("POST", [_, _, "managedDevices", var id, var action]):
                Effect(request);
                ((JsonArray)Managed[id]["deviceActionResults"]!).Add(new JsonObject { ["actionName"] = action, ["startDateTime"] = time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture) });
                return null;
            case ("POST", [_, _, var kind, var id, "assign"]):
                if (!Kind(kind).Has(id))
                    throw NotFound();
                return Assign(Kind(kind), id, [.. body!.Single().Value!.AsArray().Select(row => row!)]);
            case ("POST", [_, _, var kind]):
                return Make(Kind(kind), kind, body!, request);
            case ("DELETE", [_, _, var kind, var id]):
                return Delete(Kind(kind), id, request);
            default:
                throw new InvalidOperationException($"{request.Method} {request.Path}");
        }
    }

    private JsonNode? Assign(PlaceRows rows, string id, IReadOnlyList<JsonNode> wanted)
    {
        string Key(JsonNode row) => $"{row["intent"]} {row["target"]!["groupId"]}";
        var (before, after) = (rows.Assigned(id).Select(Key).ToList(), wanted.Select(Key).ToList());
        Effects.AddRange(after.Except(before).Select(key => $"assigned {id} {key}"));
        Effects.AddRange(before.Except(after).Select(key => $"unassigned {id} {key}"));
        rows.Assign(id, wanted);
        return null;
    }

    private JsonNode? AddMembers(string group, JsonObject body, SentRequest request)
    {
        if (!Groups.Has(group))
            throw NotFound();
        var ids = body["members@odata.bind"]!.AsArray().Select(one => ((string)one!).Split('/')[^1]).ToList();
        if (ids.Exists(Members[group].Contains))
            throw Refused(HttpStatusCode.BadRequest, "One or more added object references already exist.");
        if (!ids.TrueForAll(Devices.Has))
            throw NotFound();
        foreach (var id in ids)
        {
            Members[group].Add(id);
            Effects.Add($"member {group} {id}");
        }

        _ = request;
        return null;
    }

    private JsonObject Import(JsonObject body, SentRequest request)
    {
        var items = body[nameof(Indicators)]!.AsArray();
        foreach (var item in items)
        {
            Effects.Add($"indicator {(string)item!["indicatorValue"]!}");
            var id = $"indicator-{++_ids}.";
            _names[id] = (string)item["indicatorValue"]!;
            Indicators.Add(id, (JsonObject)item.DeepClone());
        }

        _ = request;
        return new JsonObject { ["value"] = new JsonArray([.. items.Select(item => (JsonNode)new JsonObject { ["indicator"] = (string)item!["indicatorValue"]!, ["isFailed"] = false })]) };
    }

    private JsonObject Make(PlaceRows rows, string kind, JsonObject body, SentRequest request)
    {
        var id = $"{kind}-{++_ids}.";
        _names[id] = $"<{(string)(body["uniqueName"] ?? body["packageIdentifier"] ?? body["displayName"])!}>";
        Effect(request, id);
        rows.Add(id, (JsonObject)body.DeepClone());
        _hidden[id] = Lag;
        return rows[id];
    }

    private JsonNode? Delete(PlaceRows rows, string id, SentRequest request)
    {
        if (!rows.Remove(id))
            throw NotFound();
        Effect(request);
        return null;
    }

    private void Approve(SentRequest request, ApprovalHeaders headers)
    {
        var text = $"{request.Method} {request.Path} {request.Body}";
        if (headers.Code is { } code)
        {
            if (!Approvals.Has(code) || (string?)Approvals[code]["status"] != "approved" || (string?)Approvals[code]["request"] != text)
                throw Refused(HttpStatusCode.BadRequest, "The approval is for another request.");
            Approvals[code]["status"] = "completed";
            return;
        }

        Assert.NotNull(headers.Justification);
        if (Approvals.All.FirstOrDefault(row => (string?)row["request"] == text && (string?)row["status"] is "needsApproval" or "approved") is not null)
            throw new TenantException(TenantFailure.ApprovalRequired, "It waits already.") { Status = HttpStatusCode.Conflict };
        var made = $"code-{++_ids}";
        Approvals.Add(made, new JsonObject { ["status"] = "needsApproval", ["request"] = text, ["requestJustification"] = headers.Justification });
        if (LosesApprovals)
            throw new KilledException();
        throw new TenantException(TenantFailure.ApprovalRequired, "It must be approved.") { Status = HttpStatusCode.PreconditionFailed, ApprovalCode = made };
    }

    private PlaceRows Kind(string kind) => kind switch
    {
        "mobileApps" => Apps,
        "deviceConfigurations" => Configurations,
        "deviceCompliancePolicies" => Policies,
        _ => throw new InvalidOperationException(kind),
    };

    private void Effect(SentRequest request, string? what = null) => Effects.Add($"{request.Method} {what ?? request.Path} {(what is null ? request.Body : null)}");

    public static TenantException NotFound() => Refused(HttpStatusCode.NotFound, "Resource not found.");

    public static TenantException Refused(HttpStatusCode status, string words)
    {
        var failure = status switch { HttpStatusCode.NotFound => TenantFailure.NotFound, HttpStatusCode.Forbidden => TenantFailure.Denied, _ => TenantFailure.Refused };
        return new TenantException(failure, $"The service refused it: {words}") { Status = status, ServiceMessage = words };
    }
}

/// <summary>What goes wrong with a write.</summary>
/// <param name="After">Whether it took effect before.</param>
/// <param name="Exception">What the caller gets.</param>
internal sealed record Fault(bool After, Func<Exception> Exception)
{
    public static Fault Lost(bool after) => new(after, () => new TenantException(TenantFailure.Unavailable, "The connection was lost.") { MayHaveHappened = true });

    public static Fault Refused(HttpStatusCode status) => new(false, () => Place.Refused(status, $"Made-up refusal {(int)status}."));

    public static Fault Kill(bool after) => new(after, () => new KilledException());
}

/// <summary>The process ends here.</summary>
internal sealed class KilledException : Exception;
