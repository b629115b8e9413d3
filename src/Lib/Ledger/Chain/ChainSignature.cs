using System.Globalization;

namespace TikTokBan.Ledger.Chain;

/// <summary>How far a chain is signed: by its newest checkpoint that fits and whose signature holds.</summary>
/// <param name="Event">The last event that it is over.</param>
/// <param name="Of">How many events there are.</param>
/// <param name="At">When it was made.</param>
/// <param name="By">Subject of the signer's certificate.</param>
public sealed record ChainSignature(long Event, long Of, DateTimeOffset At, string By)
{
    /// <summary>The same in one sentence.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"Signed up to event {Event} of {Of}: the newest signed checkpoint is of {At.UtcDateTime:yyyy-MM-dd HH:mm} by {By}, over the events 1 to {Event}.");
}
