using System.Text.Json;
using TikTokBan.Removal.Applying.Steps;
using TikTokBan.Removal.Journals;

namespace TikTokBan.Removal.Applying.Runs;

/// <summary>Waits for an application that was made: Intune works on it for a while, and takes no assignment meanwhile.</summary>
internal static class Publishing
{
    // A minute or so by experience; after two the assignment is tried, and the service says itself what is wrong.
    private const int Looks = 12;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public static async Task AwaitAsync(ActionWork work, PlanStep step, bool made, CancellationToken cancellationToken)
    {
        if (work.Action.Kind != ActionKinds.EnsureApp || work.Context.WhatIf || step.Main is not { } main || work.Values.Own is not { } id)
            return;
        if (!made && !work.Values.Rows("").Any(IsUnderWay))
            return;
        var request = new SentRequest(main.Method, main.Service, new Template(work.Values).Path(main.Path), null);
        for (var look = 1; look <= Looks; look++)
        {
            var rows = await work.Context.Transport.ReadAsync(request, cancellationToken).ConfigureAwait(false);
            if (rows.Any(row => StepValues.Member(row, "id") == id && !IsUnderWay(row)))
                return;
            if (look < Looks)
                await Task.Delay(Pause, work.Context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsUnderWay(JsonElement row) => StepValues.Member(row, "publishingState") is { } state && !state.Equals("published", StringComparison.OrdinalIgnoreCase);
}
