using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TikTokBan.Cmdlets.Probe;

/// <summary>Makes an object of any type that a cmdlet writes, with values as long as they get, so that its views can be tried.</summary>
public static class Sample
{
    private const int Deepest = 6;
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static object Of(Type type) => Make(type, "", 0) ?? throw new InvalidOperationException($"no sample of {type} can be made");

    private static object? Make(Type type, string name, int depth)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
            return Make(inner, name, depth);
        if (type.IsEnum)
            return Enum.Parse(type, Enum.GetNames(type).MaxBy(one => one.Length)!);
        if (type == typeof(string))
            return Text(name);
        if (type == typeof(Uri))
            return new Uri("https://graph.example/v1.0/");
        if (type == typeof(DateOnly))
            return new DateOnly(2026, 11, 16);
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(2026, 11, 16, 23, 30, 0, TimeSpan.FromHours(1));
        if (type == typeof(bool))
            return true;
        if (type == typeof(decimal))
            return 0.125m;
        if (type == typeof(int) || type == typeof(long))
            return Convert.ChangeType(98765, type, CultureInfo.InvariantCulture);
        if (type.IsGenericType && type.IsInterface)
            return Collection(type, name, depth);
        return depth < Deepest && type.Namespace?.StartsWith("TikTokBan", StringComparison.Ordinal) == true && !type.IsAbstract ? Filled(type, depth) : null;
    }

    private static object? Collection(Type type, string name, int depth)
    {
        var of = type.GetGenericArguments();
        if (typeof(IReadOnlyDictionary<,>) == type.GetGenericTypeDefinition())
        {
            var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(of))!;
            dictionary[of[0] == typeof(string) ? "en" : Make(of[0], name, depth)!] = Make(of[1], name, depth + 1);
            return dictionary;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(of[0]))!;
        if (Make(of[0], name, depth + 1) is { } item)
        {
            list.Add(item);
            list.Add(item);
        }

        return list;
    }

    // Not by a constructor: some are the library's own.
    private static object Filled(Type type, int depth)
    {
        var made = RuntimeHelpers.GetUninitializedObject(type);
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            foreach (var field in at.GetFields(Instance))
            {
                if (Make(field.FieldType, field.Name, depth + 1) is { } value)
                    field.SetValue(made, value);
            }
        }

        return made;
    }

    private static string Text(string field)
    {
        var name = field.TrimStart('<', '_');
        return Has("principal", "approver", "holder", "actor", "account", "author>", "grantor") ? "marguerite.vandenbroucke@agentschap-erfgoed.example"
            : Has("sentence", "reason", "problem", "detail", "message", "motive", "text", "next", "comment") ? string.Concat(Enumerable.Repeat("A sentence that goes on for longer than a table is wide. ", 3)).Trim()
            : Has("sha256", "hash") ? new string('a', 64)
            : Has("tenant") ? "716aaaaa-0000-4000-8000-000000000001"
            : Has("path", "location", "folder") ? "registers/a-folder-with-a-rather-long-name/and-a-file-in-it.csv"
            : Has("name", "device", "serial") ? "LAPTOP-DIRECTIE-GEBOUWEN-000123"
            : Has("id", "plan", "scan") ? "x-0b95d896ed5d943d73c2"
            : "A made-up value of 29 letters";

        bool Has(params ReadOnlySpan<string> words)
        {
            foreach (var word in words)
            {
                if (name.Contains(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            return false;
        }
    }
}
