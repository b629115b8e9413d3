using System.Text.Json;
using TikTokBan.Directives;
using TikTokBan.Sources;
using TikTokBan.Sources.Exports;
using TikTokBan.Sources.Mdm;

namespace TikTokBan.Removal.Applying.Checks;

/// <summary>A device as device management knows it now.</summary>
/// <param name="Keys">Its keys.</param>
/// <param name="User">Its primary user; empty for none.</param>
/// <param name="Ownership">What it is called: <c>company</c> or <c>personal</c>; null for unknown.</param>
/// <param name="State">How its management stands, such as <c>managed</c> or <c>wipePending</c>.</param>
/// <param name="Platform">Platform.</param>
/// <param name="Model">Model.</param>
/// <param name="ReadAt">When it was read.</param>
internal sealed record PresentDevice(DeviceKeys Keys, PersonKeys User, string? Ownership, string? State, string? Platform, string? Model, DateTimeOffset ReadAt)
{
    /// <summary>What of it is read: no more than what is compared.</summary>
    public const string Select = "id,deviceName,serialNumber,imei,azureADDeviceId,userId,userPrincipalName,emailAddress,managedDeviceOwnerType,managementState,operatingSystem,model";

    /// <summary>Phone, tablet, computer …</summary>
    public DeviceType? Type => PlatformWords.TypeOf(Platform, Model);

    /// <summary>Takes it from the service's row.</summary>
    public static PresentDevice Of(JsonElement row, DateTimeOffset now)
    {
        string? Text(string name) => RowText.Of(row, name) is { Length: > 0 } text ? text : null;
        var model = Text("model");
        return new PresentDevice(
            new DeviceKeys(Identifiers.Guid(Text("id")), Identifiers.Guid(Text("azureADDeviceId")), Serial: Identifiers.Serial(Text("serialNumber")), Imei: Identifiers.Serial(Text("imei")), Name: Text("deviceName")),
            Identifiers.Person(Text("userId"), Text("userPrincipalName"), Text("emailAddress")),
            ManagedDevices.OwnershipOf(Text("managedDeviceOwnerType")),
            Text("managementState"),
            PlatformWords.Normal(Text("operatingSystem"), model),
            model,
            now);
    }
}
