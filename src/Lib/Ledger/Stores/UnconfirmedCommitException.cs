using System.Data.Common;

namespace TikTokBan.Ledger.Stores;

/// <summary>The engine was lost while it committed, and could not be asked afterwards: what was written lasts, or it never was.</summary>
internal sealed class UnconfirmedCommitException(DbException lost) : DbException(lost.Message, lost);
