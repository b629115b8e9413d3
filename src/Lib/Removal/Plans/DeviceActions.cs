using System.Text.Json.Nodes;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>What is sent to one device at a time.</summary>
internal sealed class DeviceActions(ActionList list, NoticeWriter notices)
{
    public void Add(Cohort cohort, DeviceWork device, Control control, IReadOnlyList<string> after)
    {
        var candidates = device.Candidates.Where(candidate => candidate.Bounded.Contains(control)).ToList();
        if (candidates.Count == 0)
            return;
        var root = $"/{(control.Beta ? "beta" : "v1.0")}/deviceManagement/managedDevices/{device.Id}";
        var request = control.Kind == ActionKinds.SyncDevice
            ? new PlanRequest { Role = "write", Method = "POST", Path = $"{root}/syncDevice" }
            : new PlanRequest { Role = "write", Method = "POST", Path = $"{root}/sendCustomNotificationToCompanyPortal", Body = ActionList.Body(Message(candidates)) };
        list.Add(
            cohort.Ring,
            control.Kind!,
            new ActionTarget("device", [device.Id], device.Device.Name ?? device.Id, cohort.Platform),
            Answered.Of(candidates),
            new ActionParts(_ => [request]) { Control = control, Preconditions = ActionList.OfDevices, DependsOn = after });
    }

    // The service shows one message at a time, so several applications share it.
    private JsonObject Message(List<Candidate> candidates)
    {
        var notice = notices.Write(candidates[0].Remedy.Notice, [.. candidates.Select(candidate => candidate.Exposure)]);
        return new JsonObject { ["notificationTitle"] = notice.Subject, ["notificationBody"] = notice.Text };
    }
}
