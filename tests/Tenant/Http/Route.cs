using System.Text.RegularExpressions;

namespace TikTokBan.Tenant.Http;

/// <summary>A kind of request that the tenant answers.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Template">Path with its version, parameters in braces.</param>
/// <param name="Family">Service that it belongs to.</param>
/// <param name="Handle">Answers it.</param>
/// <param name="Permissions">Permissions any of which suffices, where the official list isn't at hand or doesn't know the path.</param>
internal sealed record Route(string Method, string Template, Family Family, Func<Exchange, Answer> Handle, params string[] Permissions)
{
    private readonly Regex _pattern = Compile(Template);

    public string Kind => $"{Method} {Template}";

    /// <summary>Permissions that the service accepts although the official list doesn't say so.</summary>
    public string[] AlsoAccepts { get; init; } = [];

    /// <summary>No token is asked for.</summary>
    public bool IsAnonymous { get; init; }

    /// <summary>The official schema is asked whether path and query make sense.</summary>
    public bool IsGraph => Template.StartsWith("/v1.0/", StringComparison.Ordinal) || IsBeta;

    public bool IsBeta => Template.StartsWith("/beta/", StringComparison.Ordinal);

    /// <summary>Whether it asks for a change of what the tenant holds.</summary>
    public bool Changes => Method != "GET" && Family is not (Family.Login or Family.IntuneExports or Family.Hunting or Family.Storage);

    /// <summary>What a beta request's body is, by the name of its type in the published typings; null where nothing is known.</summary>
    public string? Body { get; init; }

    /// <summary>Kind of object that administrators may have to approve a change of; null for none.</summary>
    public ApprovalFamily? Approval { get; init; }

    /// <summary>Whether it gives a list in pages.</summary>
    public bool IsList { get; init; }

    public bool Matches(string path, out IReadOnlyDictionary<string, string> values)
    {
        var match = _pattern.Match(path);
        values = match.Success ? match.Groups.Values.Skip(1).ToDictionary(group => group.Name, group => group.Value, StringComparer.Ordinal) : new Dictionary<string, string>();
        return match.Success;
    }

    /// <summary>One spelling for the several that the service takes: keys in parentheses, functions with and without their namespace and parentheses.</summary>
    public static string Normal(string path)
    {
        var plain = Regex.Replace(path, @"\('([^']*)'\)", "/$1");
        plain = Regex.Replace(plain, @"/(microsoft\.graph\.)?delta(\(\))?$", "/delta", RegexOptions.IgnoreCase);
        return Regex.Replace(plain, @"/graph\.", "/microsoft.graph.", RegexOptions.IgnoreCase).TrimEnd('/');
    }

    private static Regex Compile(string template)
    {
        var pattern = Regex.Escape(template).Replace(@"\{", "{", StringComparison.Ordinal);
        pattern = Regex.Replace(pattern, @"\{(\w+)}", "(?<$1>[^/]+?)");
        return new Regex($"^{pattern}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}
