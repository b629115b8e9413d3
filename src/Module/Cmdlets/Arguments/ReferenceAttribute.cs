using System.Collections;
using System.Globalization;
using System.Management.Automation;
using TikTokBan.Cmdlets.Texts;

namespace TikTokBan.Cmdlets.Arguments;

/// <summary>
/// Takes an object where its id or its file is asked for, so that what one cmdlet writes is what another takes. What can't
/// be meant is not bound, so that a pipeline tries the next parameter.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal abstract class ReferenceAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is IList and not byte[] and IList many
            ? many.Cast<object?>().Select(One).ToArray()
            : One(inputData);

    /// <summary>The id or file of an object; null where it isn't one of those that can be meant.</summary>
    private protected abstract string? ReferenceOf(object value, PSObject wrapper);

    /// <summary>Whether a file or folder can be meant.</summary>
    private protected virtual bool Takes(FileSystemInfo file) => false;

    private object? One(object? given)
    {
        var value = given is PSObject wrapped ? wrapped.BaseObject : given;
        return value switch
        {
            null or string => value,
            FileSystemInfo file when Takes(file) => value,
            ValueType and IConvertible => Convert.ToString(value, CultureInfo.InvariantCulture),
            _ => ReferenceOf(value, PSObject.AsPSObject(given)) ?? throw new PSInvalidCastException(Sentence.Of("NoReference", value.GetType().Name)),
        };
    }
}
