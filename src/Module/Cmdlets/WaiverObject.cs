using System.Management.Automation;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets;

/// <summary>A waiver as the cmdlets write it: with the state in which it stands on a day.</summary>
internal static class WaiverObject
{
    public static PSObject Of(Waiver waiver, DateOnly day)
    {
        var written = new PSObject(waiver);
        written.Properties.Add(new PSNoteProperty("State", waiver.StateOn(day)));
        return written;
    }
}
