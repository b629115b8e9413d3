namespace TikTokBan.Ledger.Stores;

/// <summary>An authority whose ledger is in a database.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Chain">Id of its chain, 32 hexadecimal digits.</param>
/// <param name="Members">Who may use it.</param>
public sealed record LedgerAuthority(string Name, string Chain, IReadOnlyList<LedgerMember> Members);

/// <summary>A login that may use an authority's ledger.</summary>
/// <param name="Login">The login's name on the server.</param>
/// <param name="Role">What it may do.</param>
public sealed record LedgerMember(string Login, LedgerRole Role);
