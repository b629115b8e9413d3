using System.Globalization;
using System.Net;
using Npgsql;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>Where a PostgreSQL ledger is: <c>postgres://[user[:password]@]host[:port][,host2…]/database?authority=ID&amp;sslmode=…</c>.</summary>
internal sealed record PostgresAddress
{
    private static readonly string[] Options = ["authority", "sslmode", "sslrootcert", "sslcert", "sslkey", "passfile", "host", "connect_timeout", "lock_timeout", "keepalives_idle"];

    private PostgresAddress(string connectionString, string name, string host, string database, string? authority) =>
        (ConnectionString, Name, Host, Database, Authority) = (connectionString, name, host, database, authority);

    /// <summary>What the driver is given. Holds the password: never shown.</summary>
    public string ConnectionString { get; }

    /// <summary>What a sentence calls it: servers, database and authority, without login and password.</summary>
    public string Name { get; }

    /// <summary>The servers, as they were given.</summary>
    public string Host { get; }

    public string Database { get; }

    /// <summary>Name of the authority whose chain it is; null for the only one that the login may use.</summary>
    public string? Authority { get; }

    /// <summary>The same address for another authority.</summary>
    public PostgresAddress Of(string authority) => new(ConnectionString, $"postgres://{Host}/{Database}?authority={Uri.EscapeDataString(authority)}", Host, Database, authority);

    public override string ToString() => Name;

    /// <summary>Reads an address.</summary>
    /// <exception cref="UnusableInputException">It is none; the sentence shows no part of it that could be a password.</exception>
    public static PostgresAddress Parse(string text)
    {
        var rest = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (!rest.StartsWith("//", StringComparison.Ordinal))
            throw Wrong("an address begins with postgres://; give it as postgres://server/database?authority=NAME");
        var (place, query) = Cut(rest[2..], '?');
        var at = place.LastIndexOf('@');
        var login = at < 0 ? "" : place[..at];
        var (servers, path) = Cut(place[(at + 1)..], '/');
        var options = ReadOptions(query);
        var hosts = options.TryGetValue("host", out var given) ? given : Decoded(servers);
        var database = Decoded(path);
        if (hosts.Length == 0 || database.Length == 0 || database.Contains('/', StringComparison.Ordinal))
            throw Wrong("this address lacks a server or a database; give it as postgres://server/database?authority=NAME");

        var (user, password) = Cut(login, ':');
        var builder = Defaults(hosts, database, options);
        if (user.Length > 0)
            builder.Username = Decoded(user);
        if (password.Length > 0)
            builder.Password = Decoded(password);
        else
            PostgresPasswordFile.Use(builder, options.GetValueOrDefault("passfile"));
        var authority = options.GetValueOrDefault("authority");
        var name = $"postgres://{hosts}/{database}" + (authority is null ? "" : "?authority=" + Uri.EscapeDataString(authority));
        return new PostgresAddress(builder.ToString(), name, hosts, database, authority);
    }

    private static NpgsqlConnectionStringBuilder Defaults(string hosts, string database, Dictionary<string, string> options)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Database = database,
            ApplicationName = "tiktokban",
            SearchPath = "tiktokban,pg_temp",
            SslMode = Mode(options.GetValueOrDefault("sslmode") ?? (hosts.Split(',').All(IsHere) ? "prefer" : "require")),
            GssEncryptionMode = GssEncryptionMode.Disable,
            Timeout = Seconds(options, "connect_timeout", 15),
            // The locks have a limit of their own; a scan of a large authority is one long statement.
            CommandTimeout = 900,
            TcpKeepAlive = true,
            TcpKeepAliveTime = Seconds(options, "keepalives_idle", 30),
            TcpKeepAliveInterval = 10,
            IncludeErrorDetail = false,
            PersistSecurityInfo = false,
            Options = string.Create(CultureInfo.InvariantCulture, $"-c lock_timeout={Seconds(options, "lock_timeout", 60)}s -c TimeZone=UTC"),
        };
        Place(builder, hosts);
        if (options.GetValueOrDefault("sslrootcert") is { } root)
            builder.RootCertificate = root;
        if (options.GetValueOrDefault("sslcert") is { } certificate)
            builder.SslCertificate = certificate;
        if (options.GetValueOrDefault("sslkey") is { } key)
            builder.SslKey = key;
        return builder;
    }

    // Of several servers the one that writes is meant.
    private static void Place(NpgsqlConnectionStringBuilder builder, string hosts)
    {
        builder.Host = hosts;
        if (hosts.Contains(',', StringComparison.Ordinal))
        {
            builder.TargetSessionAttributes = "read-write";
            return;
        }

        var colon = hosts.LastIndexOf(':');
        if (colon < 0 || hosts[0] == '/' || hosts.EndsWith(']'))
            return;
        if (!int.TryParse(hosts[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is 0 or > ushort.MaxValue)
            throw Wrong("the port in this address is no number from 1 to 65535");
        (builder.Host, builder.Port) = (hosts[..colon].Trim('[', ']'), port);
    }

    private static Dictionary<string, string> ReadOptions(string query)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = Cut(part, '=');
            if (!Options.Contains(key))
                throw Wrong($"this address has an option that is not known; those are {string.Join(", ", Options)}");
            if (value.Length > 0)
                options[key] = Decoded(value);
        }

        return options;
    }

    private static int Seconds(Dictionary<string, string> options, string name, int usual) => !options.TryGetValue(name, out var text)
        ? usual
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 3600
            ? seconds
            : throw Wrong($"{name} in this address is no number of seconds from 1 to 3600");

    private static SslMode Mode(string text) => text switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw Wrong("sslmode in this address is none of disable, allow, prefer, require, verify-ca, verify-full"),
    };

    private static bool IsHere(string host)
    {
        var name = host[0] == '[' ? host.Trim('[').Split(']')[0] : host.Split(':')[0];
        return host[0] == '/' || name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at, StringComparison.Ordinal) is >= 0 and var index ? (text[..index], text[(index + 1)..]) : (text, "");

    private static string Decoded(string text) => Uri.UnescapeDataString(text);

    private static UnusableInputException Wrong(string sentence) => new(InputProblem.LedgerUnusable, sentence);
}
