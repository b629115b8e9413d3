using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;
using TikTokBan.Tenants;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>What is said of an action's outcome.</summary>
internal static class OutcomeText
{
    public static string Ended(ActionWork work, ActionOutcome outcome)
    {
        if (IsOnlyShown(work, outcome))
            return Would(work);
        var (action, name) = (work.Action, $"'{work.Action.Target.Name}'");
        var reached = action.Target.Ids.Count - work.LeftOut.Count;
        var text = (action.Kind, outcome) switch
        {
            (ActionKinds.EnsureGroup or ActionKinds.EnsureApp, ActionOutcome.Done) => $"{name} was made.",
            (ActionKinds.EnsureGroup or ActionKinds.EnsureApp, _) => $"{name} is there.",
            (ActionKinds.AddMembers, ActionOutcome.Done) => $"{Devices(reached)} in the group {name}.",
            (ActionKinds.AddMembers, _) => $"{Devices(reached)} in the group {name} already.",
            (ActionKinds.MergeAssignment, ActionOutcome.Done) => $"{name} is assigned, beside what others assigned.",
            (ActionKinds.EnsureConfiguration or ActionKinds.EnsureCompliance, ActionOutcome.Done) => $"{name} is there and assigned.",
            (ActionKinds.SyncDevice, ActionOutcome.Done) => $"{name} was asked to check in.",
            (ActionKinds.Notify, ActionOutcome.Done) => $"A notice was sent to {name}.",
            (ActionKinds.ImportIndicators, ActionOutcome.Done) => "The indicators were imported.",
            (ActionKinds.FindGroup, _) => $"The group {name} is there.",
            (ActionKinds.DisableServicePrincipal, ActionOutcome.Done) => $"{name} was switched off.",
            (ActionKinds.EnsureServicePrincipal, ActionOutcome.Done) => $"{name} was put there, switched off.",
            (ActionKinds.EnsureServicePrincipal, _) => $"{name} is there; what it was is left as it is.",
            (ActionKinds.RevokeGrant, ActionOutcome.Done) => $"{name} was revoked.",
            (_, ActionOutcome.Done) => $"{name} was changed.",
            _ => $"{name} is as it should be already.",
        };
        return text + Beside(work);
    }

    // What was only shown was not done, and no sentence may say so.
    private static bool IsOnlyShown(ActionWork work, ActionOutcome outcome) => work.Context.WhatIf && outcome == ActionOutcome.Done;

    private static string Would(ActionWork work)
    {
        var (action, name) = (work.Action, $"'{work.Action.Target.Name}'");
        var reached = action.Target.Ids.Count - work.LeftOut.Count;
        var text = action.Kind switch
        {
            ActionKinds.EnsureGroup or ActionKinds.EnsureApp => $"{name} would be made.",
            ActionKinds.AddMembers => $"{(reached == 1 ? "1 device" : $"{reached} devices")} would be put into the group {name}.",
            ActionKinds.MergeAssignment => $"{name} would be assigned, beside what others assigned.",
            ActionKinds.EnsureConfiguration or ActionKinds.EnsureCompliance => $"{name} would be put there and assigned.",
            ActionKinds.SyncDevice => $"{name} would be asked to check in.",
            ActionKinds.Notify => $"A notice would be sent to {name}.",
            ActionKinds.ImportIndicators => "The indicators would be imported.",
            ActionKinds.DisableServicePrincipal => $"{name} would be switched off.",
            ActionKinds.EnsureServicePrincipal => $"{name} would be put there, switched off.",
            ActionKinds.RevokeGrant => $"{name} would be revoked.",
            _ => $"{name} would be changed.",
        };
        return text + Beside(work);
    }

    private static string Beside(ActionWork work)
    {
        var left = work.LeftOut.Count > 0
            ? $" {work.LeftOut.Count} of {work.Action.Target.Ids.Count} left out: {string.Join(' ', work.LeftOut.Select(device => device.Sentence).Distinct().Take(3))}"
            : "";
        return work.Note is null ? left : $"{left} {work.Note}";
    }

    public static string Undone(ActionWork work, ActionOutcome outcome) => IsOnlyShown(work, outcome) ? WouldUndo(work.Action) : Undone(work.Action, outcome);

    private static string WouldUndo(PlanAction action) => action.Kind switch
    {
        ActionKinds.DisableServicePrincipal => $"'{action.Target.Name}' would be switched on again.",
        ActionKinds.RevokeGrant => $"'{action.Target.Name}' would be granted again.",
        _ when Deletes(action) => $"'{action.Target.Name}' would be deleted.",
        _ => $"Ours would be taken out of '{action.Target.Name}'; what others set would stay.",
    };

    private static bool Deletes(PlanAction action) => action.Undo.Requests.Any(request => request.Method == "DELETE");

    private static string Undone(PlanAction action, ActionOutcome outcome) => (outcome, Deletes(action)) switch
    {
        (ActionOutcome.Done, _) when action.Kind == ActionKinds.DisableServicePrincipal => $"'{action.Target.Name}' was switched on again.",
        (ActionOutcome.Done, _) when action.Kind == ActionKinds.RevokeGrant => $"'{action.Target.Name}' was granted again.",
        (ActionOutcome.Done, true) => $"'{action.Target.Name}' was deleted.",
        (ActionOutcome.Done, false) => $"Ours was taken out of '{action.Target.Name}'; what others set stays.",
        _ => $"Nothing of ours is left at '{action.Target.Name}'.",
    };

    public static string Failed(PlanAction action, TenantException failed) => failed.Failure switch
    {
        TenantFailure.NotFound => $"What '{action.Target.Name}' needs is no longer there ({Words(failed)}); see who deleted it, then take the plan back and make a new one.",
        TenantFailure.Denied => $"The tenant does not allow it: {Words(failed)}",
        _ => Words(failed),
    };

    public static string Pending(string? code) =>
        $"An administrator must approve it in Intune (Tenant administration, Multi Admin Approval){(string.IsNullOrEmpty(code) ? "" : $", request {code}")}; then run it again.";

    public static string Rejected(Sent sent) =>
        $"An administrator rejected the request {sent.Code} in Intune{(string.IsNullOrWhiteSpace(sent.Words) ? "" : $": {sent.Words}")}; make a new plan if it is to be asked for again.";

    public static string Lost(Sent sent) => $"It was sent, and nobody knows what became of it ({sent.Said.TrimEnd('.')}); run it again, which finds out first.";

    private static string Words(TenantException failed) => failed.ServiceMessage is { Length: > 0 } words && !failed.Message.Contains(words, StringComparison.Ordinal) ? $"{failed.Message} {words}" : failed.Message;

    private static string Devices(int count) => count == 1 ? "1 device is" : $"{count} devices are";
}
