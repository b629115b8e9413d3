namespace TikTokBan.Help.Cmdlets;

/// <summary>A parameter as it was compiled.</summary>
/// <param name="Name">Its name.</param>
/// <param name="TypeName">Its type as help shows it, such as <c>String[]</c>.</param>
/// <param name="ElementType">Full name of its type, of a list's elements where it is one.</param>
/// <param name="IsSwitch">Whether it stands alone, without a value.</param>
/// <param name="IsList">Whether it takes several values.</param>
/// <param name="HasWildcards">Whether its values may be patterns.</param>
/// <param name="Aliases">Its other names.</param>
/// <param name="Values">The values that it takes; empty where any will do.</param>
/// <param name="HelpMessage">The sentence that the cmdlet itself has for it.</param>
/// <param name="Places">What it is in each parameter set.</param>
internal sealed record ParameterShape(
    string Name, string TypeName, string ElementType, bool IsSwitch, bool IsList, bool HasWildcards,
    IReadOnlyList<string> Aliases, IReadOnlyList<string> Values, string HelpMessage, IReadOnlyDictionary<string, ParameterPlace> Places)
{
    /// <summary>What it is in this set; null where it isn't in it.</summary>
    public ParameterPlace? In(string set) =>
        Places.TryGetValue(set, out var place) || Places.TryGetValue(CmdletShape.AllSets, out place) ? place : null;
}

/// <summary>What a parameter is in one parameter set.</summary>
/// <param name="IsMandatory">Whether it must be given.</param>
/// <param name="Position">Its position without a name; null where it has none.</param>
/// <param name="ByValue">Whether it takes what comes down the pipeline.</param>
/// <param name="ByPropertyName">Whether it takes a property of that name of what comes down the pipeline.</param>
internal sealed record ParameterPlace(bool IsMandatory, int? Position, bool ByValue, bool ByPropertyName);
