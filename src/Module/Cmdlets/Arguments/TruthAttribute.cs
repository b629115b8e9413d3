using System.Management.Automation;
using TikTokBan.Cmdlets.Texts;

namespace TikTokBan.Cmdlets.Arguments;

/// <summary>Takes yes and no as a table holds them; an empty cell is no answer. (PowerShell alone takes any text for true.)</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TruthAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        null => null,
        string text => Parse(text),
        var other => other,
    };

    internal static bool? Parse(string text) => text.Trim().ToLowerInvariant() switch
    {
        "" => null,
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => throw new ArgumentTransformationMetadataException(Sentence.Of("NoTruth", text)),
    };
}
