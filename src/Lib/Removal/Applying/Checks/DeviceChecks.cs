using TikTokBan.Authorities;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Journals;
using TikTokBan.Removal.Plans;

namespace TikTokBan.Removal.Applying.Checks;

/// <summary>What must still hold of a device. In doubt it doesn't.</summary>
internal sealed class DeviceChecks
{
    // Somebody who is getting rid of a device needs nothing else done to it.
    private static readonly string[] Kept = ["managed", "retireCanceled", "wipeCanceled", "unhealthy"];

    private readonly AuthorityProfile _profile;
    private readonly PresentRegisters _registers;
    private readonly DeviceFactGathering _gathering;
    private readonly FactFiller _filler;
    private readonly Protection _protection;

    public DeviceChecks(AuthorityProfile profile, PresentRegisters registers)
    {
        (_profile, _registers) = (profile, registers);
        _gathering = new DeviceFactGathering(profile, registers.World);
        _filler = new FactFiller(profile);
        _protection = new Protection(profile.ProtectedPeople, profile.ProtectedDevices);
    }

    /// <summary>Checks a device. Not safe to call from two threads at once.</summary>
    /// <param name="planned">The device as it was planned.</param>
    /// <param name="present">As it is now; null when device management no longer has it.</param>
    /// <param name="checks">Names of the checks.</param>
    /// <param name="applications">Applications that are acted on.</param>
    /// <returns>The first check that doesn't hold, and why; null when all do.</returns>
    public JournaledDevice? FirstFailure(PlannedDevice planned, PresentDevice? present, IEnumerable<string> checks, IReadOnlyCollection<string> applications)
    {
        // Nothing else can be asked of a device that is not the one that was planned.
        if (NotEnrolled(planned, present) is { } gone)
            return new JournaledDevice(planned.Id, "deviceEnrolled", gone, present?.ReadAt);
        var (device, person) = _registers.Join(planned, present!);
        foreach (var check in checks)
        {
            var why = check switch
            {
                "deviceEnrolled" => null,
                "sameUser" => AnotherUser(planned, present!),
                "ownerService" => NotOurs(planned, present!, _gathering.Of(device, person, planned.Organisation)),
                "payerPaid" => NotPaid(planned, present!, _gathering.Of(device, person, planned.Organisation)),
                "noWaiver" => Excepted(planned, present!, device, person, applications),
                "notProtected" => Protected(planned, present!),
                _ => $"The plan asks for '{check}', which this version can't check.",
            };
            if (why is not null)
                return new JournaledDevice(planned.Id, check, why, present!.ReadAt);
        }

        return null;
    }

    private static string? NotEnrolled(PlannedDevice planned, PresentDevice? present)
    {
        if (present is null)
            return "Device management no longer has the device.";
        if (!Same(present.Keys.IntuneId, planned.Id))
            return "Device management answered with another device.";
        if (!Same(present.Keys.EntraDeviceId, planned.EntraDeviceId))
            return "The device is another one in the directory than when it was planned; scan and plan anew.";
        if (planned.Serial is not null && !Same(present.Keys.Serial, planned.Serial))
            return "The device has another serial number than when it was planned; scan and plan anew.";
        return present.State is { } state && Kept.Contains(state, StringComparer.OrdinalIgnoreCase) ? null
            : $"Its management is '{present.State ?? "not known"}', so that it is on its way out, or nobody knows.";
    }

    private static string? AnotherUser(PlannedDevice planned, PresentDevice present)
    {
        if (planned.User is null)
            return present.User.IsEmpty ? null : "Somebody uses the device now, and nobody did when it was planned; scan and plan anew.";
        return Same(present.User.UserPrincipalName, planned.User) || (present.User.UserPrincipalName is null && Same(present.User.Mail, planned.User)) ? null
            : present.User.IsEmpty ? "Nobody is the device's user any longer; scan and plan anew."
            : "The device has another user than when it was planned; scan and plan anew.";
    }

    // Whose it is, the register says before the flag does. But a flag that differs from the one that was planned on is news that a register may not have.
    private string? NotOurs(PlannedDevice planned, PresentDevice present, GatheredFacts now)
    {
        if (now.Register?.Conflicts.Contains("device.owner") is true)
            return "Lines of the register disagree on whose device it is; mend the register.";
        if (now.Facts.Owner is { } owner and not DeviceOwner.Service)
            return $"The device is {(owner == DeviceOwner.Personal ? "somebody's own" : "neither the authority's nor the person's")}, by {(now.Register?.Owner is null ? "what the profile declares" : "the register")}.";
        if (present.Ownership == "company")
            return _registers.HasFunding && now.Facts.Owner is null ? "Neither the register nor the profile says any longer that the device is the authority's." : null;
        var called = present.Ownership is null ? "does not say whose it is" : "calls it personal";
        if (present.Ownership != planned.Ownership)
            return $"Device management {called}, and {(planned.Ownership is { } before ? $"called it {before}" : "did not say whose it is")} when it was planned; find out whose it is, then scan and plan anew.";
        return now.Register?.Owner == DeviceOwner.Service ? null
            : $"Device management {called}, and no register that was read now says that it is the authority's; give the registers, or correct it in device management.";
    }

    private string? NotPaid(PlannedDevice planned, PresentDevice present, GatheredFacts now)
    {
        if (_registers.HasFunding)
            return IsPaid(now.Facts.Payer) ? null : IsUnpaid(now.Facts.Payer) ? "The authority pays for nothing of it, by the register." : "Nobody knows any longer who pays for it; look at the register.";
        if (!IsPaid(planned.Payer))
            return "The plan does not say that anything of it is paid.";

        // What was assumed then must be assumed now; what a register said then stands until one is read.
        var (assumed, before) = (now.Facts.Payer, Assumed(planned, planned.Ownership));
        if (IsUnpaid(assumed))
            return "The authority pays for nothing of it, by what the profile declares.";
        return IsPaid(assumed) || !Shares(planned.Payer, before) ? null
            : $"That it is paid was assumed of a device that was called {planned.Ownership ?? "nobody's"}; it is now called {present.Ownership ?? "nobody's"}.";
    }

    // Whether a part that the plan calls paid may be one that was only assumed.
    private static bool Shares(PayerFacts stated, PayerFacts? assumed) => assumed is not null
        && ((IsPaid(stated.Purchase) && stated.Purchase == assumed.Purchase) || (IsPaid(stated.Subscription) && stated.Subscription == assumed.Subscription) || (IsPaid(stated.Use) && stated.Use == assumed.Use));

    private PayerFacts? Assumed(PlannedDevice planned, string? ownership)
    {
        var device = _registers.World.Devices[_registers.World.Devices.Resolve(PlannedDevices.KeysOf(planned))];
        var subject = new AssumptionSubject(ownership, planned.Enrolment, planned.Platform, device.Type, planned.Organisation, Managed: true);
        return _filler.Fill(new DeviceFacts(), subject).Facts.Payer;
    }

    private string? Excepted(PlannedDevice planned, PresentDevice present, int device, int person, IReadOnlyCollection<string> applications)
    {
        string[] names = [.. new[] { planned.User, present.User.UserPrincipalName, present.User.Mail }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        if (applications.Count == 0)
            return "The plan does not say which applications are meant, so that no exception can be looked for; make a new plan.";
        foreach (var application in applications)
        {
            if (_registers.Waiver(device, person, application, names) is { } waiver)
                return FormattableString.Invariant($"{waiver.Id} excepts {application} on it{(waiver.Facts.Expires is { } last ? $" until {last:yyyy-MM-dd}" : "")}.");
        }

        return null;
    }

    private string? Protected(PlannedDevice planned, PresentDevice present)
    {
        if (_protection.CoversPerson(planned.User) || _protection.CoversPerson(present.User.UserPrincipalName) || _protection.CoversPerson(present.User.Mail) || _protection.CoversPerson(present.User.UserId))
            return "Its user is protected by the authority profile; a person decides on them.";
        return _protection.CoversDevice(planned.Id, planned.EntraDeviceId, planned.Serial, planned.Name, present.Keys.Serial, present.Keys.Imei, present.Keys.Name)
            ? "The device is protected by the authority profile; a person decides on it."
            : null;
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool IsPaid(Payer? part) => part is Payer.Full or Payer.Part;

    private static bool IsPaid(PayerFacts? payer) => payer is not null && (IsPaid(payer.Purchase) || IsPaid(payer.Subscription) || IsPaid(payer.Use));

    private static bool IsUnpaid(PayerFacts? payer) => payer is { Purchase: Payer.None, Subscription: Payer.None, Use: Payer.None };
}
