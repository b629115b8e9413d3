using System.Management.Automation;
using TikTokBan.Directives;
using TikTokBan.Exposures;
using TikTokBan.Waivers;

namespace TikTokBan.Cmdlets.Arguments;

/// <summary>Takes a directive where its id is asked for; one of the authority's own goes by its file.</summary>
internal sealed class DirectiveReferenceAttribute : ReferenceAttribute
{
    private protected override string? ReferenceOf(object value, PSObject wrapper) => value switch
    {
        Directive directive => IsShipped(directive) ? directive.Id : directive.Path,
        Exposure exposure => exposure.Directive,
        Waiver waiver => waiver.Directive,
        ScanResult scan => scan.Summary.Directive,
        _ => null,
    };

    // A folder or another file in a pipeline is something else: exports, most often.
    private protected override bool Takes(FileSystemInfo file) => file is FileInfo { Extension: ".yaml" or ".yml" };

    private static bool IsShipped(Directive directive) =>
        Path.GetFullPath(directive.Path).StartsWith(Path.GetFullPath(ProductFiles.Directives) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
