using System.Text.Json.Nodes;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>What reaches everybody in the tenant. Planned only when it was asked for, and in a ring of its own after all others.</summary>
internal sealed class TenantActions(string plan, ActionList list, AppIdentifiers identifiers, PlanText text)
{
    private const int IndicatorsAtOnce = 500;

    public void Add(int ring, IReadOnlyList<Candidate> candidates)
    {
        foreach (var control in candidates.SelectMany(candidate => candidate.TenantWide).DistinctBy(control => control.Id))
        {
            var answering = candidates.Where(candidate => candidate.TenantWide.Contains(control)).ToList();
            var domains = answering.Select(candidate => candidate.Exposure.Application).Distinct()
                .SelectMany(application => identifiers.Of(application, control)).Distinct().Order(StringComparer.Ordinal);
            Add(ring, control, domains, Answered.Of(answering));
        }
    }

    /// <summary>Adds indicators for domains, so many in one action as the service takes at once.</summary>
    public void Add(int ring, Control control, IEnumerable<string> domains, Answered answered)
    {
        foreach (var chunk in domains.Chunk(IndicatorsAtOnce))
            Import(ring, control, answered, chunk);
    }

    private void Import(int ring, Control control, Answered answered, string[] domains) => list.Add(
        ring,
        control.Kind!,
        new ActionTarget("tenant", domains, $"TikTokBan {plan}"),
        answered,
        new ActionParts(_ =>
        [
            new PlanRequest { Role = "read", Service = "defender", Method = "GET", Path = "/api/indicators", As = "before" },
            new PlanRequest
            {
                Role = "write",
                Service = "defender",
                Method = "POST",
                Path = "/api/indicators/import",
                Body = ActionList.Body(new JsonObject { ["Indicators"] = new JsonArray([.. domains.Select(Indicator)]) }),
            },
        ])
        {
            Control = control,
            // An indicator that somebody else made for a domain stays theirs.
            Preconditions = [new Precondition("assignmentsUnchanged", "action")],
            Undo = id =>
            [
                new PlanRequest { Role = "read", Service = "defender", Method = "GET", Path = "/api/indicators", As = "ours", Match = new Dictionary<string, string> { ["title"] = $"TikTokBan {plan}" } },
                new PlanRequest { Role = "write", Service = "defender", Method = "DELETE", Path = $"/api/indicators/{{{id}.ours.each.id}}" },
            ],
        });

    private JsonNode Indicator(string domain) => new JsonObject
    {
        ["indicatorValue"] = domain,
        ["indicatorType"] = "DomainName",
        ["action"] = "Block",
        ["severity"] = "Informational",
        ["title"] = $"TikTokBan {plan}",
        ["description"] = text.MadeBy(plan),
        ["generateAlert"] = false,
    };
}
