using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TikTokBan.Cmdlets;

/// <summary>The text of an object that was made of JSON: JSON again. PowerShell's own leaves out what is deeper than one step.</summary>
public static class JsonText
{
    private static readonly JsonSerializerOptions Form = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly MethodInfo Method = typeof(JsonText).GetMethod(nameof(ToString), [typeof(PSObject)])!;

    /// <summary>What PowerShell calls wherever it needs a text, such as a cell of a table in a file.</summary>
    /// <param name="instance">The object.</param>
    /// <returns>JSON on one line.</returns>
    public static string ToString(PSObject instance) => Node(instance)?.ToJsonString(Form) ?? "";

    internal static void AddTo(PSObject members) => members.Methods.Add(new PSCodeMethod(nameof(ToString), Method));

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        PSObject { BaseObject: PSCustomObject } members => new JsonObject(members.Properties.Select(member => KeyValuePair.Create(member.Name, Node(member.Value)))),
        PSObject wrapped => Node(wrapped.BaseObject),
        string text => JsonValue.Create(text),
        bool truth => JsonValue.Create(truth),
        long whole => JsonValue.Create(whole),
        double number => JsonValue.Create(number),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(Node)]),
        _ => JsonValue.Create(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };
}
