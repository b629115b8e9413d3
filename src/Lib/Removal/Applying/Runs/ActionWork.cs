using System.Text.Json;
using TikTokBan.Removal.Applying.Steps;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>One action under way: what is known of it, what it sent, and whom it left out.</summary>
internal sealed class ActionWork
{
    private readonly StepReader _reader;
    private readonly StepRules _rules;
    private readonly List<JournaledDevice> _refused = [];
    private IReadOnlyList<JournaledDevice> _missing = [];

    public ActionWork(RunContext context, PlanAction action)
    {
        (Context, Action) = (context, action);
        (Earlier, Applied) = (context.EarlierOf(action.Id), context.AppliedOf(action.Id));
        Values = new StepValues(action.Id, context.Graph, context.Objects);
        Results = new DeviceResults(context.Transport, action);
        Created = Applied.Created;
        _reader = new StepReader(context.Transport, Values);
        _rules = new StepRules(action, Values);
    }

    public RunContext Context { get; }

    public PlanAction Action { get; }

    /// <summary>What earlier runs of the same purpose did of it.</summary>
    public ActionHistory Earlier { get; }

    /// <summary>What was done of it when the plan was carried out.</summary>
    public ActionHistory Applied { get; }

    public StepValues Values { get; }

    public DeviceResults Results { get; }

    /// <summary>Requests that were sent, or would be.</summary>
    public List<SentRequest> Requests { get; } = [];

    /// <summary>Whether we made the action's object; null where that isn't known.</summary>
    public bool? Created { get; private set; }

    /// <summary>What is to be said beside the outcome.</summary>
    public string? Note { get; private set; }

    public IReadOnlyList<JournaledDevice> LeftOut => [.. _refused.Concat(_missing).DistinctBy(device => device.Id)];

    public void Refuse(IEnumerable<JournaledDevice> devices) => _refused.AddRange(devices);

    /// <summary>Reads for a step, and decides.</summary>
    public async Task<Decision> EvaluateAsync(PlanStep step, CancellationToken cancellationToken)
    {
        await _reader.ReadAsync(step, cancellationToken).ConfigureAwait(false);
        return Decide(step);
    }

    /// <summary>Decides by what was read before.</summary>
    public Decision Decide(PlanStep step)
    {
        var decision = _rules.Decide(step, _refused);
        (_missing, Note) = (decision.LeftOut, decision.Sentence ?? Note);
        return decision;
    }

    /// <summary>Takes note of the object that an answer says was made.</summary>
    /// <returns>Its id; null where the answer names none.</returns>
    public string? Made(JsonElement? answer)
    {
        var id = answer is { } body ? StepValues.Member(body, "id") : Context.WhatIf ? $"{{{Action.Id}.id}}" : null;
        if (id is not null)
            (Values.Own, Created) = (id, true);
        return id;
    }

    /// <summary>Takes note of the object that was found.</summary>
    /// <param name="asked">Whether we had asked for it before, so that it is ours if it bears the plan's id. Another is used, and never deleted.</param>
    public void Found(bool asked)
    {
        if (Values.Own is not null)
            Created ??= asked && Values.Rows("") is [var row] && row.GetRawText().Contains(Context.Plan.Id, StringComparison.Ordinal);
    }
}
