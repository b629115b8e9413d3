using TikTokBan.Directives;

namespace TikTokBan.Authorities;

/// <summary>Fills facts that no source states with what the profile declares, and says which assumption gave each.</summary>
internal sealed class FactFiller(AuthorityProfile profile)
{
    /// <summary>Never replaces a stated fact: the register outranks an assumption.</summary>
    /// <returns>The facts, and the assumptions that supplied any of them, in the profile's order.</returns>
    public (DeviceFacts Facts, IReadOnlyList<Assumption> Used) Fill(DeviceFacts stated, AssumptionSubject subject)
    {
        List<Assumption>? used = null;
        foreach (var assumption in profile.Assumptions)
        {
            if (!assumption.When.Fits(subject))
                continue;
            var filled = Merge(stated, assumption.Assume);
            if (Equals(filled, stated))
                continue;
            stated = filled;
            (used ??= []).Add(assumption);
        }

        return (stated, used ?? []);
    }

    private static DeviceFacts Merge(DeviceFacts stated, DeviceFacts assumed) => stated with
    {
        Type = stated.Type ?? assumed.Type,
        Owner = stated.Owner ?? assumed.Owner,
        Payer = Merge(stated.Payer, assumed.Payer),
        Issued = stated.Issued ?? assumed.Issued,
        Enrolled = stated.Enrolled ?? assumed.Enrolled,
        Managed = stated.Managed ?? assumed.Managed,
        InternalAccess = stated.InternalAccess ?? assumed.InternalAccess,
        UsedForWork = stated.UsedForWork ?? assumed.UsedForWork,
        Holds = stated.Holds ?? assumed.Holds,
        SharedIt = stated.SharedIt ?? assumed.SharedIt,
        UsedInPerformance = stated.UsedInPerformance ?? assumed.UsedInPerformance,
        Incidental = stated.Incidental ?? assumed.Incidental,
    };

    private static PayerFacts? Merge(PayerFacts? stated, PayerFacts? assumed)
    {
        if (stated is null || assumed is null)
            return stated ?? assumed;
        // One paid part settles it: what an assumption would add to a device known as paid would only look like evidence.
        if (IsPaid(stated))
            return stated;
        return new PayerFacts
        {
            Purchase = stated.Purchase ?? assumed.Purchase,
            Subscription = stated.Subscription ?? assumed.Subscription,
            Use = stated.Use ?? assumed.Use,
        };
    }

    private static bool IsPaid(PayerFacts payer) =>
        payer.Purchase is Payer.Full or Payer.Part || payer.Subscription is Payer.Full or Payer.Part || payer.Use is Payer.Full or Payer.Part;
}
