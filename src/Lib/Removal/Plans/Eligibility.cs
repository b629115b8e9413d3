using TikTokBan.Catalogue;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Removal.Remedies;

namespace TikTokBan.Removal.Plans;

/// <summary>Decides what may be acted on. In doubt it leaves an exposure out, and says why.</summary>
internal sealed class Eligibility
{
    private readonly RemovalPlanRequest _request;
    private readonly Protection _protection;
    private readonly AppIdentifiers _identifiers;
    private readonly HashSet<string> _untouchable = new(StringComparer.OrdinalIgnoreCase);

    public Eligibility(RemovalPlanRequest request, AppIdentifiers identifiers)
    {
        (_request, _identifiers) = (request, identifiers);
        _protection = new Protection(request.Profile.ProtectedPeople, request.Profile.ProtectedDevices);
        // Whatever any exposure says of a device holds for the device, under each of its keys, selected or not.
        foreach (var exposure in request.Scan.Exposures)
        {
            if (exposure.Device is { } device && (OwnerOrPayer(device) is not null || _protection.Covers(exposure)))
                _untouchable.UnionWith(KeysOf(device));
        }
    }

    /// <summary>The candidate that the exposure is, or why it is none.</summary>
    public (Candidate? Candidate, LeftOutReason Reason) Decide(Exposure exposure)
    {
        var situation = SituationOf.Of(exposure);
        var remedy = _request.Remedies.Find(situation);
        return WhyNot(exposure) is { } reason ? (null, reason) : WithControls(exposure, remedy);
    }

    public Remedy RemedyOf(Exposure exposure) => _request.Remedies.Find(SituationOf.Of(exposure));

    private LeftOutReason? WhyNot(Exposure exposure)
    {
        if (exposure.Verdict is not (Verdict.Violation or Verdict.RemoveBy or Verdict.Block))
            return LeftOutReason.Verdict;
        if (exposure.Missing.Count > 0)
            return LeftOutReason.FactsMissing;
        // An indicator that others could have left, or a look-alike, is a reason to ask and none to act.
        if (exposure.Confidence == Confidence.Possible || !exposure.Evidence.Any(piece => piece.Outcome == MatchOutcome.Covered))
            return LeftOutReason.WeakEvidence;
        if (_protection.Covers(exposure))
            return LeftOutReason.Protected;
        if (exposure.Device is not { } device)
            return LeftOutReason.NoDevice;
        if (device.Address is not null && device.IntuneId is null)
            return LeftOutReason.AddressOnly;
        return OwnerOrPayer(device) ?? (KeysOf(device).Any(_untouchable.Contains) ? LeftOutReason.Disputed : null);
    }

    // Who owns and pays is what the register or a declared assumption says, not what the service's flag says.
    private static LeftOutReason? OwnerOrPayer(ExposedDevice device) => device.Facts switch
    {
        { Owner: null } => LeftOutReason.OwnerUnknown,
        { Owner: DeviceOwner.Personal } => LeftOutReason.OwnerPersonal,
        { Owner: DeviceOwner.Other } => LeftOutReason.OwnerOther,
        { Payer: { } payer } when Paid(payer.Purchase) || Paid(payer.Subscription) || Paid(payer.Use) => null,
        { Payer: { Purchase: Payer.None, Subscription: Payer.None, Use: Payer.None } } => LeftOutReason.PayerNone,
        _ => LeftOutReason.PayerUnknown,
    };

    private static bool Paid(Payer? part) => part is Payer.Full or Payer.Part;

    private (Candidate?, LeftOutReason) WithControls(Exposure exposure, Remedy remedy)
    {
        var device = exposure.Device!;
        if (!Guid.TryParse(device.IntuneId, out var intune) || intune == Guid.Empty || device.Platform is null)
            return (null, LeftOutReason.NotManaged);
        // A message or a check-in does nothing about an application by itself.
        var deciding = remedy.Controls.Where(control => control.Kind is not (null or ActionKinds.SyncDevice or ActionKinds.Notify)).ToList();
        if (deciding.Count == 0)
            return (null, LeftOutReason.NoControl);
        var named = deciding.Where(control => _identifiers.Of(exposure.Application, control).Count > 0).ToList();
        if (named.Count == 0)
            return (null, LeftOutReason.NoIdentifier);
        var allowed = named.Where(control => !control.TenantWide || _request.TenantWide).ToList();
        if (allowed.Count == 0)
            return (null, LeftOutReason.TenantWideOnly);
        var inDirectory = Guid.TryParse(device.EntraDeviceId, out var entra) && entra != Guid.Empty;
        if (!inDirectory && allowed.TrueForAll(control => !control.TenantWide))
            return (null, LeftOutReason.NotInDirectory);
        var bounded = inDirectory && allowed.Exists(control => !control.TenantWide)
            ? remedy.Controls.Where(control => control.Kind is not null && !control.TenantWide && (!deciding.Contains(control) || allowed.Contains(control))).ToList()
            : [];
        return (new Candidate(exposure, remedy, bounded, [.. allowed.Where(control => control.TenantWide)], intune.ToString(), inDirectory ? entra.ToString() : ""), default);
    }

    private static IEnumerable<string> KeysOf(ExposedDevice device)
    {
        yield return "id " + device.Id;
        if (device.IntuneId is { } intune)
            yield return "intune " + intune;
        if (device.EntraDeviceId is { } entra)
            yield return "entra " + entra;
        if (device.Serial is { } serial)
            yield return "serial " + serial;
    }
}

/// <summary>An exposure that is acted on.</summary>
/// <param name="Exposure">The exposure.</param>
/// <param name="Remedy">The remedy of its situation.</param>
/// <param name="Bounded">Controls that reach the device alone.</param>
/// <param name="TenantWide">Controls that reach everybody.</param>
/// <param name="Device">Intune's id, as services write it.</param>
/// <param name="EntraDevice">The directory's device id, likewise; empty where only controls for everybody are left.</param>
internal sealed record Candidate(Exposure Exposure, Remedy Remedy, IReadOnlyList<Control> Bounded, IReadOnlyList<Control> TenantWide, string Device, string EntraDevice);
