using System.Management.Automation;
using System.Reflection;
using TikTokBan.Cmdlets.Pipeline;

namespace TikTokBan.Help.Cmdlets;

/// <summary>Reads the cmdlets from their compiled attributes. No cmdlet is made and nothing of PowerShell runs, so none has to be installed.</summary>
internal static class CmdletReader
{
    /// <summary>Every cmdlet of the module, in the order of their names.</summary>
    public static IReadOnlyList<CmdletShape> ReadAll() => typeof(AsyncCmdlet).Assembly.GetExportedTypes()
        .Where(type => !type.IsAbstract && DataOf<CmdletAttribute>(type).Any())
        .Select(Read).OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal).ToList();

    private static CmdletShape Read(Type type)
    {
        var attribute = DataOf<CmdletAttribute>(type).Single();
        return new CmdletShape(
            (string)attribute.ConstructorArguments[0].Value!,
            (string)attribute.ConstructorArguments[1].Value!,
            type.Name,
            Named(attribute, nameof(CmdletAttribute.SupportsShouldProcess)) is true,
            Named(attribute, nameof(CmdletAttribute.DefaultParameterSetName)) as string,
            [.. type.GetProperties().Where(property => DataOf<ParameterAttribute>(property).Any()).Select(ParameterReader.Read)
                .OrderBy(parameter => parameter.Places.Values.Min(place => place.Position) ?? int.MaxValue).ThenBy(parameter => parameter.Name, StringComparer.Ordinal)],
            [.. DataOf<OutputTypeAttribute>(type).SelectMany(Types).Where(output => output != typeof(void)).Select(output => output.FullName!).Distinct()]);
    }

    internal static IEnumerable<CustomAttributeData> DataOf<T>(MemberInfo member) where T : Attribute =>
        member.GetCustomAttributesData().Where(data => data.AttributeType == typeof(T));

    internal static object? Named(CustomAttributeData data, string name) =>
        data.NamedArguments.Where(argument => argument.MemberName == name).Select(argument => argument.TypedValue.Value).SingleOrDefault();

    private static IEnumerable<Type> Types(CustomAttributeData output) =>
        ((IEnumerable<CustomAttributeTypedArgument>)output.ConstructorArguments[0].Value!).Select(argument => (Type)argument.Value!);
}
