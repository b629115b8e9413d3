namespace TikTokBan.Directives;

/// <summary>One element of a file of cases: its facts, or what is wrong with it.</summary>
/// <param name="Index">Its place in the array, counted from 0.</param>
/// <param name="Id">Its id, where it has a readable one.</param>
/// <param name="Facts">Its facts; null when it cannot be used.</param>
/// <param name="Problem">What is wrong with it, with line and column; null when nothing is.</param>
public sealed record CaseEntry(int Index, string? Id, CaseFacts? Facts, UnusableInputException? Problem);
