using System.Globalization;

namespace TikTokBan.Cmdlets.Completion;

/// <summary>Completes the waivers of the ledger that is named, else of the user's own.</summary>
public sealed class WaiverCompleter : ListCompleter
{
    private protected override IEnumerable<(string Text, string Tip)> Known(GivenArguments given)
    {
        if (given.Ledger() is not { } ledger)
            return [];
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);

        // Not for whom: what is typed is seen by whoever looks on.
        return Listed(ledger.ReadWaiversAsync).Select(waiver =>
            (waiver.Id, string.Create(CultureInfo.InvariantCulture, $"{waiver.StateOn(today)} until {waiver.Expires:yyyy-MM-dd}: {waiver.Kind}, under {waiver.Directive}")));
    }
}
