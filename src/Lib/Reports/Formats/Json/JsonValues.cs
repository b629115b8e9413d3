using System.Globalization;
using System.Text.Json;
using TikTokBan.Reports.Privacy;

namespace TikTokBan.Reports.Formats.Json;

/// <summary>How the document writes numbers, days, times and texts. What is not known is left out.</summary>
internal static class JsonValues
{
    /// <summary>A number; rounded as <c>{"about":70}</c>, one that may not be told as <c>"&lt;5"</c> or <c>"withheld"</c>.</summary>
    public static void Figure(this Utf8JsonWriter json, string name, Figure figure)
    {
        json.WritePropertyName(name);
        if (figure.IsExact)
        {
            json.WriteNumberValue(figure.Value);
        }
        else if (figure.State == FigureState.Rounded)
        {
            json.WriteStartObject();
            json.WriteNumber("about", figure.Value);
            json.WriteEndObject();
        }
        else
        {
            json.WriteStringValue(figure.Plain);
        }
    }

    public static void Text(this Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    public static void Texts(this Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    public static void Day(this Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known)
            json.WriteString(name, known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>A moment, or its day alone.</summary>
    public static void Time(this Utf8JsonWriter json, string name, DateTimeOffset? time, bool asDay = false)
    {
        if (time is not { } known)
            return;
        if (asDay)
            json.Day(name, DateOnly.FromDateTime(known.UtcDateTime));
        else
            json.WriteString(name, known.UtcDateTime);
    }

    public static void Objects<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
