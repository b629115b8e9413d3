using System.CommandLine;

namespace TikTokBan.Cli.Options;

/// <summary>How a result is printed.</summary>
internal enum OutputFormat
{
    /// <summary>For people.</summary>
    Table,

    /// <summary>One JSON document.</summary>
    Json,

    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>Comma-separated, RFC 4180, safe to open in a spreadsheet.</summary>
    Csv,

    /// <summary>A document in Markdown.</summary>
    Markdown,
}

/// <summary>The option <c>--format</c>.</summary>
internal static class FormatOption
{
    public static Option<OutputFormat> Of(params OutputFormat[] offered)
    {
        var names = offered.Select(format => format.ToString().ToLowerInvariant()).ToArray();
        return new Option<OutputFormat>("--format")
        {
            Description = $"How to print it: {string.Join(", ", names)}.",
            HelpName = string.Join('|', names),
            DefaultValueFactory = _ => offered[0],
            CustomParser = result => Parsing.OneOf(result, offered),
        };
    }
}
