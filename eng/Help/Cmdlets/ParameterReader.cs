using System.Management.Automation;
using System.Reflection;

namespace TikTokBan.Help.Cmdlets;

/// <summary>Reads a parameter from the attributes of its property.</summary>
internal static class ParameterReader
{
    public static ParameterShape Read(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var element = type.IsArray ? type.GetElementType()! : type;
        var places = CmdletReader.DataOf<ParameterAttribute>(property).ToList();
        return new ParameterShape(
            property.Name,
            Shown(type),
            element.FullName!,
            type == typeof(SwitchParameter),
            type.IsArray,
            CmdletReader.DataOf<SupportsWildcardsAttribute>(property).Any(),
            [.. CmdletReader.DataOf<AliasAttribute>(property).SelectMany(Words)],
            element.IsEnum ? Enum.GetNames(element) : [.. CmdletReader.DataOf<ValidateSetAttribute>(property).SelectMany(Words)],
            places.Select(place => CmdletReader.Named(place, nameof(ParameterAttribute.HelpMessage)) as string).FirstOrDefault(text => text is not null) ?? "",
            places.ToDictionary(
                place => CmdletReader.Named(place, nameof(ParameterAttribute.ParameterSetName)) as string ?? CmdletShape.AllSets,
                place => new ParameterPlace(
                    CmdletReader.Named(place, nameof(ParameterAttribute.Mandatory)) is true,
                    CmdletReader.Named(place, nameof(ParameterAttribute.Position)) as int?,
                    CmdletReader.Named(place, nameof(ParameterAttribute.ValueFromPipeline)) is true,
                    CmdletReader.Named(place, nameof(ParameterAttribute.ValueFromPipelineByPropertyName)) is true)));
    }

    private static string Shown(Type type) =>
        type.IsArray ? Shown(type.GetElementType()!) + "[]"
        : type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Shown))}>"
        : type.Name;

    private static IEnumerable<string> Words(CustomAttributeData data) =>
        ((IEnumerable<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!).Select(argument => (string)argument.Value!);
}
