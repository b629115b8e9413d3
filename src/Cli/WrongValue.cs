using System.CommandLine.Parsing;
using System.Globalization;

namespace TikTokBan.Cli;

/// <summary>What is said of a value that is not of its option's type, where the parser would name a type of the runtime.</summary>
internal static class WrongValue
{
    /// <summary>The sentence without its full stop; null where the parser's own will do.</summary>
    public static string? SentenceOf(ParseError error)
    {
        if (error.SymbolResult is not { Tokens.Count: > 0 } symbol)
            return null;
        var (name, type) = symbol switch
        {
            OptionResult option => (option.Option.Name, option.Option.ValueType),
            ArgumentResult { Parent: OptionResult option } => (option.Option.Name, option.Option.ValueType),
            ArgumentResult argument => (argument.Argument.Name, argument.Argument.ValueType),
            _ => ("", typeof(string)),
        };
        var word = symbol.Tokens[^1].Value;
        return (Nullable.GetUnderlyingType(type) ?? type) == typeof(int) && !int.TryParse(word, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)
            ? $"{name} takes a whole number, not '{CommandLine.Shown(word)}'"
            : null;
    }
}
