using System.Text.Json;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Steps;

/// <summary>Decides by what was read whether a step's request is needed, and how it reads. Asks nobody and sends nothing.</summary>
internal sealed class StepRules(PlanAction action, StepValues values)
{
    private readonly Template _template = new(values);

    /// <summary>Decides.</summary>
    /// <param name="step">The step, whose readings have been answered.</param>
    /// <param name="leftOut">Devices that must be left out.</param>
    /// <exception cref="UnknownValueException">A value that the request needs is not known.</exception>
    public Decision Decide(PlanStep step, IReadOnlyList<JournaledDevice> leftOut)
    {
        if (step.Main is not null && values.Own is null)
        {
            var rows = values.Rows("");
            if (rows.Count > 1)
                return Decision.Fail($"{rows.Count} objects of the tenant are what '{action.Target.Name}' means, and only one can be; delete or rename the others, then run it again.");
            if (!step.Creates)
                return Decision.Skip($"The tenant has no '{action.Target.Name}', so there is nothing to act on.{WhatToDo()}");
        }

        if (step.Write is not { } write || (step.Creates && values.Own is not null))
            return Decision.Already;
        if (step.Creates)
            return Decision.Send(_template.Fill(write));
        if (action.Kind == ActionKinds.AddMembers)
            return MemberRules.Decide(action, step, values, leftOut);
        if (action.Kind == ActionKinds.ImportIndicators && write.Method == "POST")
            return IndicatorRules.Decide(action, write, values);
        if (ListWrite.Find(write) is { } list)
            return list.IsSo(values) ? Decision.Already : Decision.Send(_template.Fill(write), Array(values.Rows(list.Others.Read)));
        if (EachOf(write) is { } name)
            return ForEach(write, name);
        var read = step.Reads.Select(one => one.As ?? "").Distinct().ToList();
        var before = read is [var only] ? Array(values.Rows(only)) : (JsonElement?)null;
        if (write.Method == "PATCH" && write.Body is { } body && read is [var one] && values.Rows(one) is [var row] && Holds(row, body))
            return Decision.Already;
        return Decision.Send(_template.Fill(write), before);
    }

    private Decision ForEach(PlanRequest write, string name)
    {
        var rows = values.Rows(name);
        // What the plan did not name stays, whatever else its title says.
        if (action.Kind == ActionKinds.ImportIndicators)
            rows = [.. rows.Where(row => action.Target.Ids.Contains(StepValues.Member(row, "indicatorValue"), StringComparer.OrdinalIgnoreCase))];
        return rows.Count == 0
            ? Decision.Already
            : new Decision(Need.Send) { Requests = [.. rows.Select(row => (_template.Fill(write, row), (JsonElement?)Array([row])))] };
    }

    private static string? EachOf(PlanRequest write)
    {
        var text = write.Path + write.Body;
        var at = text.IndexOf(".each.", StringComparison.Ordinal);
        if (at < 0)
            return null;
        var start = text.LastIndexOf('{', at) + 1;
        return text[start..at].Split('.', 2)[^1];
    }

    private static bool Holds(JsonElement row, JsonElement body) => body.EnumerateObject().All(member =>
        row.TryGetProperty(member.Name, out var value) && JsonElement.DeepEquals(value, member.Value));

    internal static JsonElement Array(IEnumerable<JsonElement> rows) => JsonSerializer.SerializeToElement(rows);

    private string WhatToDo() => (action.Kind, action.Target.Platform) switch
    {
        (ActionKinds.EnsureApp, "android") => " Where it is to be uninstalled, approve it in managed Google Play, synchronise that with Intune, and run this again.",
        (ActionKinds.EnsureApp, "ios" or "ipados") => " What Intune never had, it did not install.",
        _ => "",
    };
}
