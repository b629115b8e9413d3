namespace TikTokBan.Help.Cmdlets;

/// <summary>A cmdlet as it was compiled.</summary>
/// <param name="Verb">Such as Get.</param>
/// <param name="Noun">Such as BanDirective.</param>
/// <param name="ClassName">Name of its class.</param>
/// <param name="AsksFirst">Whether it has -WhatIf and -Confirm.</param>
/// <param name="DefaultSet">The parameter set that is meant when the arguments leave a choice; null where there is none.</param>
/// <param name="Parameters">Its own parameters, in the order in which help lists them.</param>
/// <param name="Outputs">Full names of the types that it writes; empty where it writes nothing.</param>
internal sealed record CmdletShape(
    string Verb, string Noun, string ClassName, bool AsksFirst, string? DefaultSet, IReadOnlyList<ParameterShape> Parameters, IReadOnlyList<string> Outputs)
{
    /// <summary>What PowerShell calls the set of a parameter that is in all of them.</summary>
    public const string AllSets = "__AllParameterSets";

    public string Name => $"{Verb}-{Noun}";

    /// <summary>Its parameter sets, the default one first.</summary>
    public IReadOnlyList<string> Sets => Parameters.SelectMany(parameter => parameter.Places.Keys).Where(set => set != AllSets).Distinct().Order(StringComparer.Ordinal)
        .OrderByDescending(set => set == DefaultSet).DefaultIfEmpty(AllSets).ToList();

    /// <summary>Full names of the types that the pipeline may hand it, a list's for one of its elements.</summary>
    public IReadOnlyList<string> Inputs => Parameters.Where(parameter => parameter.Places.Values.Any(place => place.ByValue || place.ByPropertyName))
        .Select(parameter => parameter.ElementType).Distinct().Order(StringComparer.Ordinal).ToList();

    /// <summary>Full names of the types of which it takes whole objects from the pipeline.</summary>
    public IReadOnlyList<string> InputsByValue => Parameters.Where(parameter => parameter.Places.Values.Any(place => place.ByValue))
        .Select(parameter => parameter.ElementType).Distinct().Order(StringComparer.Ordinal).ToList();
}
