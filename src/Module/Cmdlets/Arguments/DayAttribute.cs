using System.Globalization;
using System.Management.Automation;
using TikTokBan.Cmdlets.Texts;

namespace TikTokBan.Cmdlets.Arguments;

/// <summary>
/// Takes a day as people and files give one: <c>2026-11-16</c>, <c>today</c>, <c>yesterday</c>, <c>tomorrow</c>, or a date of .NET.
/// Other forms are refused: 03/04/2026 is a day in March to some and in April to others.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class DayAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Forms = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mm:ss"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
    {
        null => null,
        DateOnly day => day,
        DateTime time => DateOnly.FromDateTime(time),
        DateTimeOffset time => DateOnly.FromDateTime(time.DateTime),
        string text => Parse(text.Trim()),
        var other => throw new PSInvalidCastException(Sentence.Of("NoDay", other.GetType().Name)),
    };

    private static DateOnly? Parse(string text)
    {
        if (text.Length == 0)
            return null;
        var today = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);
        return text.ToLowerInvariant() switch
        {
            "today" => today,
            "yesterday" => today.AddDays(-1),
            "tomorrow" => today.AddDays(1),
            _ when DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) => DateOnly.FromDateTime(time),
            _ => throw new ArgumentTransformationMetadataException(Sentence.Of("NotADay", text)),
        };
    }
}
