using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Tenant.Data;
using TikTokBan.Tenant.Http;
using TikTokBan.Tenant.Queries;
using TikTokBan.Tenant.Writes;

namespace TikTokBan.Tenant.Services;

/// <summary>One kind of policy: where it is, what it is called, and what one can't be without.</summary>
/// <param name="Path">Path below the version.</param>
/// <param name="Set">Where its objects are.</param>
/// <param name="Type">Type of its objects, without the namespace.</param>
/// <param name="Versions">Versions of Graph that have it.</param>
/// <param name="Approval">Who may have to approve a change.</param>
/// <param name="Check">Refuses what can't be created.</param>
internal sealed record PolicyService(string Path, Func<TenantState, EntitySet> Set, string Type, string[] Versions, ApprovalFamily Approval, Action<JsonObject> Check)
{
    private const string Read = "DeviceManagementConfiguration.Read.All";
    private const string Write = "DeviceManagementConfiguration.ReadWrite.All";

    /// <summary>Properties that no list and no single answer shows.</summary>
    public string[] Hidden { get; init; } = ["assignments"];

    /// <summary>Properties that only beta shows.</summary>
    public string[] OnlyBeta { get; init; } = [];

    /// <summary>Whether an object's type is always said, and must be.</summary>
    public bool HasKinds { get; init; } = true;

    public IEnumerable<Route> Routes => Versions.SelectMany(version => new Route[]
    {
        new("GET", $"/{version}/{Path}", Family.Intune, exchange => Listing.Page(exchange, Kind(exchange), Set(exchange.State).Rows()), Read) { IsList = true },
        new("GET", $"/{version}/{Path}/{{id}}", Family.Intune, exchange => Listing.Single(exchange, Kind(exchange), Find(exchange)), Read),
        new("GET", $"/{version}/{Path}/{{id}}/assignments", Family.Intune, AssignmentsOf, Read) { IsList = true },
        new("POST", $"/{version}/{Path}", Family.Intune, Create, Write) { Approval = Approval, Body = char.ToUpperInvariant(Type[0]) + Type[1..] },
        new("POST", $"/{version}/{Path}/{{id}}/assign", Family.Intune, Assign, Write) { Approval = Approval, Body = $"assignments:{char.ToUpperInvariant(Type[0])}{Type[1..]}Assignment[]" },
        new("DELETE", $"/{version}/{Path}/{{id}}", Family.Intune, Delete, Write) { Approval = Approval },
    });

    public JsonElement Find(Exchange exchange) => Set(exchange.State).Find(exchange.Values["id"]) ?? throw new Refusal(404, "NotFound", "The policy was not found.");

    public ListKind Kind(Exchange exchange) => new(Path, 1000, 1000, FilterRules.None with { Otherwise = FilterVerdict.Ignored })
    {
        Oversized = OversizedTop.Clamped,
        Relations = exchange.Route.IsBeta ? Hidden : [.. Hidden, .. OnlyBeta],
    };

    private Answer AssignmentsOf(Exchange exchange)
    {
        var policy = Find(exchange);
        var list = policy.TryGetProperty("assignments", out var assignments) ? assignments.EnumerateArray() : default;
        return Listing.Page(exchange, Kind(exchange) with { Context = Path + "/assignments" }, [.. list.Select(assignment => AssignmentList.Shown(assignment, exchange.Route.IsBeta))]);
    }

    private Answer Create(Exchange exchange)
    {
        var body = Changes.Copy(exchange.Json());
        if (HasKinds && body["@odata.type"] is null)
            throw Refusal.BadRequest($"The type of the {Type} is missing: cannot create an abstract class.");
        if (((string?)body["displayName"] ?? (string?)body["name"]) is not { Length: > 0 and <= 1000 })
            throw Refusal.BadRequest("The policy must have a name.");
        Check(body);
        var now = exchange.Now.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        body["id"] = exchange.State.NewId();
        body["createdDateTime"] = now;
        body["lastModifiedDateTime"] = now;
        body["assignments"] = new JsonArray();
        Changes.Set(exchange, Set(exchange.State), body);
        return Listing.Single(exchange, Kind(exchange), JsonSerializer.SerializeToElement(body), 201);
    }

    private Answer Assign(Exchange exchange)
    {
        var policy = Changes.Copy(Find(exchange));
        var before = (policy["assignments"] as JsonArray ?? []).Select(assignment => (string)assignment!["id"]!).ToHashSet(StringComparer.Ordinal);
        var after = AssignmentList.Read(exchange.Json(), "assignments", Type + "Assignment", exchange.Values["id"]);
        before.SymmetricExceptWith(after.Select(assignment => (string)assignment!["id"]!));
        policy["assignments"] = after.DeepClone();
        Changes.Set(exchange, Set(exchange.State), policy, [.. before.Order(StringComparer.Ordinal)]);
        return Answer.Json(json =>
        {
            json.WriteString("@odata.context", $"{exchange.Root}/{(exchange.Route.IsBeta ? "beta" : "v1.0")}/$metadata#Collection(microsoft.graph.{Type}Assignment)");
            json.WriteStartArray("value");
            foreach (var assignment in after)
                AssignmentList.Shown(JsonSerializer.SerializeToElement(assignment), exchange.Route.IsBeta).WriteTo(json);
            json.WriteEndArray();
        });
    }

    private Answer Delete(Exchange exchange)
    {
        Changes.Remove(exchange, Set(exchange.State), Find(exchange).GetProperty("id").GetString()!, "deleted");
        return new Answer { Status = Path.EndsWith("configurationPolicies", StringComparison.Ordinal) ? 200 : 204 };
    }
}
