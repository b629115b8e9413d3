using System.Management.Automation;
using TikTokBan.Catalogue;
using TikTokBan.Exposures;

namespace TikTokBan.Cmdlets.Arguments;

/// <summary>Takes an application of the catalogue, an exposure or what was made of a value, where an application's id is asked for.</summary>
internal sealed class ApplicationReferenceAttribute : ReferenceAttribute
{
    private protected override string? ReferenceOf(object value, PSObject wrapper) => value switch
    {
        CoveredApplication application => application.Id,
        Exposure exposure => exposure.Application,
        ClassifiedValue classified => classified.Application,
        _ => null,
    };
}
