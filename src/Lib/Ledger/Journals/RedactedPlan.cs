using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TikTokBan.Ledger.Records;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Ledger.Journals;

/// <summary>A plan from whose copy somebody was erased: to be shown, never to be carried out.</summary>
internal static class RedactedPlan
{
    /// <summary>Reads the copy and leaves out devices that were erased; null where nothing can be made of it.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="hash">The hash that the whole plan had, which the copy keeps as its name.</param>
    public static RemovalPlan? Read(byte[] copy, string hash)
    {
        try
        {
            // A reader of plans asks for the hash of what it reads.
            var node = JsonNode.Parse(copy)!;
            using (var document = JsonDocument.Parse(copy))
                node["hash"] = CanonicalJson.Hash(document.RootElement, "hash");
            var plan = PlanFile.Read(Encoding.UTF8.GetBytes(node.ToJsonString()), "");
            return plan with
            {
                Hash = hash,
                Devices = [.. plan.Devices.Where(device => device.Id != NamedPerson.Erased)],
                Actions = [.. plan.Actions.Select(action => action with { Target = action.Target with { Ids = [.. action.Target.Ids.Where(id => id != NamedPerson.Erased)] } })],
            };
        }
        catch (Exception unreadable) when (unreadable is UnusableInputException or JsonException)
        {
            return null;
        }
    }
}
