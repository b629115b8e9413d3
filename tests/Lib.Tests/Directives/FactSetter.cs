using TikTokBan.Directives;

namespace TikTokBan.Tests.Directives;

/// <summary>Gives a case one value of a fact; the counterpart, for tests, of how the judge reads it.</summary>
internal static class FactSetter
{
    public static Func<CaseFacts, CaseFacts> For(Fact fact, int value)
    {
        var word = fact == Fact.Holds ? "" : FactTable.Values(fact)[value];
        var truth = word == "true";
        return fact switch
        {
            Fact.Owner => OnDevice(device => device with { Owner = (DeviceOwner)value }),
            Fact.Purchase => OnPayer(payer => payer with { Purchase = (Payer)value }),
            Fact.Subscription => OnPayer(payer => payer with { Subscription = (Payer)value }),
            Fact.Use => OnPayer(payer => payer with { Use = (Payer)value }),
            Fact.Type => OnDevice(device => device with { Type = (DeviceType)value }),
            Fact.Issued => OnDevice(device => device with { Issued = truth }),
            Fact.Enrolled => OnDevice(device => device with { Enrolled = truth }),
            Fact.Managed => OnDevice(device => device with { Managed = truth }),
            Fact.InternalAccess => OnDevice(device => device with { InternalAccess = truth }),
            Fact.UsedForWork => OnDevice(device => device with { UsedForWork = truth }),
            Fact.Holds => OnDevice(device => device with { Holds = [.. FactTable.Values(Fact.Holds).Where((_, i) => (value >> i & 1) != 0)] }),
            Fact.SharedIt => OnDevice(device => device with { SharedIt = truth }),
            Fact.UsedInPerformance => OnDevice(device => device with { UsedInPerformance = truth }),
            Fact.Incidental => OnDevice(device => device with { Incidental = truth }),
            Fact.Network => facts => facts with { Network = word },
            Fact.Purpose => facts => facts with { Purpose = word },
            Fact.Necessary => facts => facts with { Necessary = truth },
            Fact.AllowListed => facts => facts with { AllowListed = truth },
            _ => throw new ArgumentOutOfRangeException(nameof(fact), fact, "There is no setter."),
        };
    }

    private static Func<CaseFacts, CaseFacts> OnDevice(Func<DeviceFacts, DeviceFacts> set) =>
        facts => facts with { Device = set(facts.Device ?? new DeviceFacts()) };

    private static Func<CaseFacts, CaseFacts> OnPayer(Func<PayerFacts, PayerFacts> set) =>
        OnDevice(device => device with { Payer = set(device.Payer ?? new PayerFacts()) });
}
