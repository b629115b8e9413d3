using System.Reflection;

namespace TikTokBan.Tests.House;

/// <summary>The library knows no host, and what it shows to callers is its own.</summary>
public sealed class LibraryHostTests
{
    private static readonly Assembly Library = typeof(UnusableInputException).Assembly;

    [Theory]
    [InlineData("System.Management.Automation")]
    [InlineData("System.CommandLine")]
    [InlineData("Spectre.Console")]
    [InlineData("System.Console")]
    public void It_references_no_host(string host) =>
        Assert.DoesNotContain(host, Library.GetReferencedAssemblies().Select(name => name.Name));

    [Fact]
    public void No_type_of_a_dependency_is_in_a_public_signature()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var leaks =
            from type in Library.GetExportedTypes()
            from used in SignatureTypes(type)
            where used.Assembly != Library && Path.GetDirectoryName(used.Assembly.Location) != framework
            select $"{type.FullName} shows {used.FullName} of {used.Assembly.GetName().Name}";

        Assert.Empty(leaks.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_that_can_change_is_static()
    {
        const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        var mutable =
            from type in Library.GetTypes()
            from field in type.GetFields(Statics)
            where !field.IsInitOnly && !field.IsLiteral && !field.Name.Contains('<', StringComparison.Ordinal) && !IsGenerated(type)
            select $"{type.FullName}.{field.Name}";

        Assert.Empty(mutable);
    }

    // Resource classes and source generators keep a cache of their own, which is not state of ours.
    private static bool IsGenerated(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.GetCustomAttributesData().Any(attribute => attribute.AttributeType.Name is "GeneratedCodeAttribute" or "CompilerGeneratedAttribute")
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static IEnumerable<Type> SignatureTypes(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var types = new List<Type?> { type.BaseType };
        types.AddRange(type.GetInterfaces());
        types.AddRange(type.GetFields(Declared).Select(field => field.FieldType));
        types.AddRange(type.GetProperties(Declared).Select(property => property.PropertyType));
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)))
        {
            types.AddRange(method.GetParameters().Select(parameter => parameter.ParameterType));
            types.Add((method as MethodInfo)?.ReturnType);
        }

        return types.OfType<Type>().SelectMany(Parts);
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsConstructedGenericType ? type.GenericTypeArguments.SelectMany(Parts).Append(type.GetGenericTypeDefinition())
        : [type];
}
