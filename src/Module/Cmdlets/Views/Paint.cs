namespace TikTokBan.Cmdlets.Views;

/// <summary>Marks and colours of words that somebody should act on. The marks stand without colour; the shell takes the colours away where its host shows none, or what is written goes into a file.</summary>
internal static class Paint
{
    /// <summary>Somebody has to act.</summary>
    public static string Act(string word) => $"\u001b[31m{word} !\u001b[0m";

    /// <summary>Somebody has to look.</summary>
    public static string Look(string word) => $"\u001b[33m{word} ?\u001b[0m";

    public static string Good(string word) => $"\u001b[32m{word}\u001b[0m";
}
