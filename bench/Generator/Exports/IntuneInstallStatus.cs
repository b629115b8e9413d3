using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>Intune's report <c>DeviceInstallStatusByApp</c> of an uninstall that was assigned to a few phones. Which application it was stands nowhere in it.</summary>
internal static class IntuneInstallStatus
{
    public static void Write(AuthorityWorld world, Target target) => target.Csv("intune/DeviceInstallStatusByApp_1d9e6c3b-77a2-4e19-a6d0-716202611163", zip: true, writer =>
    {
        writer.Quoted("DeviceName", "UserPrincipalName", "Platform", "AppVersion", "InstallState", "InstallState_loc", "InstallStateDetail", "InstallStateDetail_loc", "AssignmentFilterIdsExist", "LastModifiedDateTime", "DeviceId", "ErrorCode", "HexErrorCode", "UserId", "UserName", "AppInstallState", "AppInstallState_loc", "AppInstallStateDetails", "AppInstallStateDetails_loc");
        var draw = world.Draw("install-status");
        foreach (var device in world.Devices.Where(device => device.Archetype == Archetype.AndroidFullyManaged && !device.Taken).Take(12))
        {
            var (state, text, error, hex) = draw.Below(6) switch
            {
                0 => ("4", "Uninstall failed", "-2016330908", "0x87D11388"),
                1 => ("5", "Install pending", "0", "0x00000000"),
                _ => ("3", "Not installed", "0", "0x00000000"),
            };
            writer.Quoted(device.Name, device.Holder!.Upn, "Android", "42.0.1", state, text, "0", "No additional details", "False", draw.Before(AuthorityWorld.Now, 10).Report(), device.IntuneId.ToString(), error, hex, device.Holder.Id.ToString(), device.Holder.Name, state, text, "0", "No additional details");
        }
    });
}
