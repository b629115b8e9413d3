using System.Collections;
using System.Management.Automation;
using TikTokBan.Cmdlets.Texts;

namespace TikTokBan.Cmdlets.Arguments;

/// <summary>Takes conditions as a hashtable, as a waiver holds them, or as a table's cell: <c>singlePurpose=true; wifi=false</c>.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ConditionsAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        switch (inputData is PSObject wrapped ? wrapped.BaseObject : inputData)
        {
            case string text:
                return Parse(text);
            case IEnumerable<KeyValuePair<string, bool>> known:
                return new Hashtable(known.ToDictionary(), StringComparer.OrdinalIgnoreCase);
            case var other:
                return other;
        }
    }

    private static Hashtable Parse(string text)
    {
        var conditions = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var halves = part.Split('=', 2, StringSplitOptions.TrimEntries);
            conditions[halves[0]] = halves.Length == 1 || (TruthAttribute.Parse(halves[1]) ?? throw new ArgumentTransformationMetadataException(Sentence.Of("NoCondition", part, halves[0])));
        }

        return conditions;
    }
}
