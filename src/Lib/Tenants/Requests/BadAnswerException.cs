namespace TikTokBan.Tenants.Requests;

/// <summary>What came is no answer. The message says in what way, in words that follow the name of the operation; never leaves the pipeline.</summary>
internal sealed class BadAnswerException(string what) : Exception(what);
