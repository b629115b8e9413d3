using TikTokBan.Waivers;

namespace TikTokBan.Reports.Handover;

/// <summary>Takes the items of a list into the register, one by one.</summary>
internal static class WaiverIntake
{
    public static async Task<IReadOnlyList<ImportedWaiver>> RunAsync(IReadOnlyList<WaiverRow> rows, WaiverImport options, CancellationToken cancellationToken)
    {
        var registered = (await options.Register.ListAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(waiver => waiver.Id, StringComparer.OrdinalIgnoreCase);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var results = new List<ImportedWaiver>(rows.Count);
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results.Add(await TakeAsync(row, seen, registered, options, cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    private static async Task<ImportedWaiver> TakeAsync(WaiverRow row, HashSet<string> seen, Dictionary<string, Waiver> registered, WaiverImport options, CancellationToken cancellationToken)
    {
        ImportedWaiver Result(ImportedWaiverState state, string? sentence) => new(row.Number!, row.Id, state, sentence is null ? null : $"Item {row.Number}{(row.Id is { } id ? $" ({id})" : "")}: {sentence}");
        if (row.Id is null)
            return Result(ImportedWaiverState.Refused, "it has no id, so it would be registered anew each time; give it one in the column Title.");
        if (!seen.Add(row.Id))
            return Result(ImportedWaiverState.Refused, "another item has the same id; give one of them another.");
        if (registered.TryGetValue(row.Id, out var known))
            return Compared(WaiverRow.Of(known), row) is { } differs ? Result(ImportedWaiverState.Changed, differs) : Result(ImportedWaiverState.AlreadyRegistered, null);
        try
        {
            if (row["revokedOn"] is { } revoked)
                return Result(ImportedWaiverState.Past, $"it was taken back on {revoked} and was never registered here, so it is not registered now.");
            if (row.Day("expires") is { } last && last < options.Register.Today)
                return Result(ImportedWaiverState.Past, $"it expired on {last:yyyy-MM-dd} and was never registered here, so it is not registered now.");
            var directive = options.Directives(row["directive"] ?? throw new UnusableInputException(InputProblem.WaiverUnusable, "it names no directive; give the id of one"));
            var grant = row.ToGrant() with { WithoutEffect = options.WithoutEffect };

            // Looked at before anybody is asked, so that nobody agrees to what can't be.
            var waiver = GrantCheck.Run(grant, directive, options.Applications, options.Register.Today, default);
            var line = $"{waiver.Id} for {waiver.Holder ?? waiver.Serial ?? waiver.DeviceId} until {waiver.Expires:yyyy-MM-dd} under {waiver.Directive}";
            if (options.Agree is { } agree && !await agree(waiver.Id, line).ConfigureAwait(false))
                return Result(ImportedWaiverState.Left, null);
            await options.Register.GrantAsync(grant, directive, options.Applications, cancellationToken: cancellationToken).ConfigureAwait(false);
            return Result(ImportedWaiverState.Registered, null);
        }
        catch (UnusableInputException refusal)
        {
            return Result(ImportedWaiverState.Refused, refusal.Message.TrimEnd('.') + ".");
        }
    }

    private static string? Compared(WaiverRow registered, WaiverRow listed)
    {
        var columns = registered.Differences(listed, all: false);
        return columns.Count == 0 ? null : $"it is registered, and the list differs in {string.Join(", ", columns)}; the register stays as it is: revoke the waiver and grant another, or export the register over the list.";
    }
}
