namespace Microsoft.Graph;

/// <summary>Microsoft.Graph.Core is to be had in one version only; this has its name, another version, and nothing in it that would work.</summary>
public static class GraphClientFactory
{
}
