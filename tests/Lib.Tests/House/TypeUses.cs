using System.Reflection;
using System.Reflection.Emit;

namespace TikTokBan.Tests.House;

/// <summary>Which types a type uses: in its signatures, in its attributes and in the instructions of its methods.</summary>
internal static class TypeUses
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    public static IReadOnlySet<Type> Of(Type type)
    {
        var uses = new HashSet<Type>();
        Add(uses, type.BaseType);
        Add(uses, type.GetInterfaces());
        Add(uses, type.CustomAttributes.Select(attribute => attribute.AttributeType));
        foreach (var field in type.GetFields(Everything))
            Add(uses, field.FieldType);
        foreach (var property in type.GetProperties(Everything))
            Add(uses, property.PropertyType);
        foreach (var method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
            AddMethod(uses, method);
        uses.Remove(type);
        return uses;
    }

    private static void AddMethod(HashSet<Type> uses, MethodBase method)
    {
        Add(uses, method.GetParameters().Select(parameter => parameter.ParameterType));
        Add(uses, (method as MethodInfo)?.ReturnType);
        if (method.GetMethodBody() is not { } body)
            return;
        Add(uses, body.LocalVariables.Select(local => local.LocalType));
        Add(uses, body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType));
        foreach (var token in TokensOf(body.GetILAsByteArray()!))
            AddMember(uses, Resolve(method, token));
    }

    private static void AddMember(HashSet<Type> uses, MemberInfo? member)
    {
        Add(uses, member as Type ?? member?.DeclaringType);
        if (member is MethodBase called)
        {
            Add(uses, called.GetParameters().Select(parameter => parameter.ParameterType));
            Add(uses, (called as MethodInfo)?.ReturnType);
            if (called.IsGenericMethod)
                Add(uses, called.GetGenericArguments());
        }
        else if (member is FieldInfo field)
        {
            Add(uses, field.FieldType);
        }
    }

    private static MemberInfo? Resolve(MethodBase method, int token) => method.Module.ResolveMember(
        token,
        method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null);

    private static IEnumerable<int> TokensOf(byte[] instructions)
    {
        for (var at = 0; at < instructions.Length;)
        {
            var value = instructions[at] == 0xFE ? (short)(0xFE00 | instructions[at + 1]) : instructions[at];
            at += value is < 0 ? 2 : 1;
            var operand = Codes[value].OperandType;
            if (operand is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return BitConverter.ToInt32(instructions, at);
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(instructions, at),
                _ => 4,
            };
        }
    }

    private static void Add(HashSet<Type> uses, IEnumerable<Type?> types)
    {
        foreach (var type in types)
            Add(uses, type);
    }

    private static void Add(HashSet<Type> uses, Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return;
        if (type.HasElementType)
        {
            Add(uses, type.GetElementType());
            return;
        }

        if (type.IsConstructedGenericType)
            Add(uses, type.GenericTypeArguments);
        uses.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}
