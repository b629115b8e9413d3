using System.Runtime.CompilerServices;
using TikTokBan.Removal.Plans;
using TikTokBan.Sources;

namespace TikTokBan.Removal.Applying.Checks;

/// <summary>A plan's devices as a source, so that registers that are read after it find them.</summary>
internal sealed class PlannedDevices(RemovalPlan plan) : ISource
{
    public SourceDescriptor Descriptor => SourceDescriptors.MdmDevices;

    public string Location => "plan";

    /// <summary>Keys of a planned device.</summary>
    public static DeviceKeys KeysOf(PlannedDevice device) => new(device.Id, device.EntraDeviceId, Serial: device.Serial, Name: device.Name);

    public async IAsyncEnumerable<SourceRecord> ReadAsync(SourceContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var device in plan.Devices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new DeviceRecord
            {
                Reference = $"plan:{device.Id}",
                Source = Descriptor.Id,
                Keys = KeysOf(device),
                User = new PersonKeys(UserPrincipalName: device.User, Mail: device.User),
                Platform = device.Platform,
                Ownership = device.Ownership,
                Enrolment = device.Enrolment,
                Managed = true,
            };
        }

        await Task.CompletedTask.ConfigureAwait(false);
    }
}
