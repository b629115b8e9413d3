using System.Runtime.CompilerServices;
using TikTokBan.Sources;

namespace TikTokBan.Waivers;

/// <summary>Registered waivers as a source of a scan, beside the register that an authority keeps as a file. Waivers given under another directive are left out.</summary>
public sealed class LedgerWaivers : ISource
{
    private readonly IReadOnlyList<Waiver> _waivers;
    private readonly UnusableInputException? _problem;

    private LedgerWaivers(IReadOnlyList<Waiver> waivers, UnusableInputException? problem = null) => (_waivers, _problem) = (waivers, problem);

    /// <inheritdoc/>
    public SourceDescriptor Descriptor => SourceDescriptors.WaiverRegister;

    /// <inheritdoc/>
    public string Location => "ledger";

    /// <summary>Reads the waivers that were given under a directive.</summary>
    /// <param name="store">Where they are kept.</param>
    /// <param name="directive">Id of the directive that the scan judges by.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// The source; null where none was ever given, so that a scan does not take an unused register for proof that there is no waiver.
    /// A store that cannot be read is a source that fails when it is read: the scan then says so, and tells what it knows from elsewhere.
    /// </returns>
    public static async Task<LedgerWaivers?> OpenAsync(IWaiverStore store, string directive, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(directive);
        try
        {
            var waivers = await store.ReadWaiversAsync(cancellationToken).ConfigureAwait(false);
            List<Waiver> given = [.. waivers.Where(waiver => waiver.Directive == directive)];
            return given.Count == 0 ? null : new LedgerWaivers(given);
        }
        catch (UnusableInputException problem)
        {
            return new LedgerWaivers([], problem);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SourceRecord> ReadAsync(SourceContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (_problem is not null)
            throw _problem;
        foreach (var waiver in _waivers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            context.Tally.RowsRead++;
            yield return new WaiverRecord
            {
                Reference = $"ledger:{waiver.Id}",
                Id = waiver.Id,
                Device = KeysOf(waiver),
                Holder = new PersonKeys(UserPrincipalName: waiver.Holder, Mail: waiver.Holder),
                Application = waiver.Application,
                Facts = waiver.Facts,
                GrantedBy = waiver.Grantor,
                From = waiver.ValidFrom,
                Revoked = waiver.Revocation?.On,
            };
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }

    // Intune's and the directory's ids are both GUIDs and never the same one, so trying each is safe.
    private static DeviceKeys KeysOf(Waiver waiver)
    {
        var isGuid = Guid.TryParse(waiver.DeviceId, out _);
        var isImei = waiver.Serial is { Length: 15 } number && number.All(char.IsAsciiDigit);
        return new DeviceKeys(
            IntuneId: isGuid ? waiver.DeviceId : null,
            EntraDeviceId: isGuid ? waiver.DeviceId : null,
            DefenderId: isGuid ? null : waiver.DeviceId,
            Serial: waiver.Serial,
            Imei: isImei ? waiver.Serial : null);
    }
}
