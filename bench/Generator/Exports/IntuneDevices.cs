using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>
/// Intune's report <c>Devices</c>, as two people exported it: the authority's own devices with codes and their texts side by
/// side (<c>LocalizedValuesAsAdditionalColumn</c>), the rest with texts only (<c>ReplaceLocalizableValues</c>).
/// </summary>
internal static class IntuneDevices
{
    public static void Write(AuthorityWorld world, Target target)
    {
        target.Csv("intune/Devices_6b1f4e02-51c7-4f0d-8a3a-716202611161", zip: true, writer =>
        {
            writer.Quoted("DeviceId", "DeviceName", "OwnerType", "OwnerType_loc", "ManagementAgents", "ManagementAgents_loc", "OS", "OSVersion", "CompliantState", "CompliantState_loc", "LastContact", "CreatedDate", "EnrollmentType", "EnrollmentType_loc", "DeviceType", "DeviceType_loc", "SerialNumber", "IMEI", "Manufacturer", "Model", "SupervisedStatus", "JailBroken", "ReferenceId", "UserId", "UPN", "UserEmail", "UserName");
            foreach (var device in world.Devices.Where(device => device.Ownership == "Company"))
            {
                var (code, text) = Compliance(device);
                writer.Quoted(device.IntuneId.ToString(), device.Name, "1", "Company", "2", "MDM", device.Archetype.Os, device.OsVersion, code, text, device.LastContact.Report(), device.Enrolled.Report(), device.Archetype.Enrolment, EnrolmentText(device), device.Archetype.DeviceType.Code.ToString(System.Globalization.CultureInfo.InvariantCulture), device.Archetype.DeviceType.Text, device.Serial, device.Imei, device.Maker, device.Model, device.Archetype.Apple ? "True" : "False", "False", device.EntraId.ToString(), User(device).Id, User(device).Upn, User(device).Mail, User(device).Name);
            }
        });
        target.Csv("intune/Devices_a90c2d77-0be6-4d6e-b1f4-716202611162", zip: false, writer =>
        {
            writer.Quoted("DeviceId", "DeviceName", "OwnerType", "ManagementAgents", "OS", "OSVersion", "CompliantState", "LastContact", "CreatedDate", "EnrollmentType", "SerialNumber", "IMEI", "Manufacturer", "Model", "SupervisedStatus", "ReferenceId", "UserId", "UPN", "UserEmail", "UserName");
            foreach (var device in world.Devices.Where(device => device.Ownership != "Company"))
                writer.Quoted(device.IntuneId.ToString(), device.Name, device.Ownership, "MDM", device.Archetype.Os, device.OsVersion, Compliance(device).Text, device.LastContact.Report(), device.Enrolled.Report(), EnrolmentText(device), device.Serial, device.Imei, device.Maker, device.Model, device.Ownership == "Unknown" ? "True" : "False", device.EntraId.ToString(), User(device).Id, User(device).Upn, User(device).Mail, User(device).Name);
            // A date that no calendar knows, and a row that ends early.
            writer.Quoted("0badda7e-0000-4000-8000-000000000001", "Telefoon met onmogelijke datum", "Personal", "MDM", "Android", "14.0", "Compliant", "2026-02-31 09:00:00.0000000", "2025-01-01 09:00:00.0000000", "User enrollment", "SN0EXBADDATE", "", "samsung", "SM-A556B", "False", Guid.Empty.ToString(), Guid.Empty.ToString(), "", "", "");
            writer.WriteLine("\"0badda7e-0000-4000-8000-000000000002\",\"Téléphone coupé\",\"Personal\"");
        });
    }

    private static (string Code, string Text) Compliance(Device device) => (device.Index % 23) switch
    {
        0 => ("2", "Not compliant"),
        1 => ("254", "In grace period"),
        _ => ("1", "Compliant"),
    };

    private static string EnrolmentText(Device device) => device.Archetype.Enrolment switch
    {
        "appleBulkWithUser" => "Apple bulk with user",
        "appleBulkWithoutUser" => "Apple bulk without user",
        "appleUserEnrollment" => "Apple user enrollment",
        "windowsAzureADJoin" => "Azure AD join",
        "androidEnterpriseFullyManaged" => "Android Enterprise fully managed",
        "androidEnterpriseCorporateWorkProfile" => "Android Enterprise corporate-owned work profile",
        "androidEnterpriseDedicatedDevice" => "Android Enterprise dedicated device",
        "androidAOSPUserlessDeviceEnrollment" => "Android (AOSP) userless",
        "userEnrollment" => "User enrollment",
        _ => "Unknown",
    };

    private static (string Id, string Upn, string Mail, string Name) User(Device device) => device.Holder is { } holder
        ? (holder.Id.ToString(), holder.Upn, holder.Mail, holder.Name)
        : (Guid.Empty.ToString(), "", "", "");
}
