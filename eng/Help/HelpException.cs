namespace TikTokBan.Help;

/// <summary>A page, or what it is held against, can't be made help of. The message is one sentence: where, what, what to do.</summary>
internal sealed class HelpException(string message) : Exception(message);
