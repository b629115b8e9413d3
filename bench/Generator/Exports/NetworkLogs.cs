using System.Globalization;
using TikTokBan.Generator.Formats;
using TikTokBan.Generator.World;

namespace TikTokBan.Generator.Exports;

/// <summary>What the network itself logged: Squid's access log, and Zeek's logs of name queries and TLS. Most lines know a client address and nothing more.</summary>
internal static class NetworkLogs
{
    private const string Proxy = "network/access.log";

    /// <summary>An address that public routing tables give to AS138699.</summary>
    private const string Nameless = "71.18.247.10";

    private static readonly string[] Ordinary = ["outlook.office365.com", "www.belgium.be", "www.nmbs.example", "fonts.gstatic.com", "api.github.com", "www.wikipedia.org", "nottiktok.com", "tiktokstalk.com", "app-measurement.com"];

    private static readonly string[] Service = ["www.tiktok.com", "api16-normal-useast1a.tiktokv.eu", "v19.tiktokcdn-eu.com", "mon.tiktokv.eu", "im-api.tiktok.com"];

    public static void Write(AuthorityWorld world, Target target)
    {
        var devices = world.Devices;
        var unknown = devices[devices.Count / 3].Address;
        var known = world.Staff(Unit.Inspection, 9);
        world.Cases.Add(new("proxy-address-only", Proxy, "A client address and nothing else: neither device nor person is known, so the payer isn't either.", "covered", Value: "www.tiktok.com"));
        world.Cases.Add(new("proxy-signed-in", Proxy, "The proxy knew who was signed in: a person, still no device.", "covered", Upn: known.Upn, Value: "www.tiktok.com"));
        using (var log = target.Text(Proxy))
        {
            for (var i = 0; i < 900; i++)
            {
                var (draw, time, address) = At(world, "squid", i);
                var hit = i % 60 == 17;
                var who = hit && i == 77 ? known.Upn : "-";
                var host = hit ? (i is 77 or 137 ? "www.tiktok.com" : draw.Pick(Service)) : draw.Pick(Ordinary);
                log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.Epoch(3)} {draw.Between(8, 9000),6} {(i == 137 ? unknown : address)} TCP_TUNNEL/200 {draw.Between(900, 900000)} CONNECT {host}:443 {who} HIER_DIRECT/203.0.113.{draw.Between(1, 254)} -"));
                if (i == 450)
                    log.WriteLine("1794812345.001    12 10.40.1");
            }
        }
        Dns(world, target);
        Tls(world, target);
    }

    private static void Dns(AuthorityWorld world, Target target)
    {
        using var log = target.Text("network/dns.log");
        Head(log, "dns", "ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\ttrans_id\trtt\tquery\tqclass\tqclass_name\tqtype\tqtype_name\trcode\trcode_name\tAA\tTC\tRD\tRA\tZ\tanswers\tTTLs\trejected",
            "time\tstring\taddr\tport\taddr\tport\tenum\tcount\tinterval\tstring\tcount\tstring\tcount\tstring\tcount\tstring\tbool\tbool\tbool\tbool\tcount\tvector[string]\tvector[interval]\tbool");
        for (var i = 0; i < 900; i++)
        {
            var (draw, time, address) = At(world, "dns", i);
            var host = i % 75 == 11 ? draw.Pick(Service) : draw.Pick(Ordinary);
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.Epoch(6)}\tC{draw.Hex(16)}\t{address}\t{draw.Between(1025, 65000)}\t10.1.1.53\t53\tudp\t{draw.Below(65536)}\t0.0{draw.Between(10, 99)}\t{host}\t1\tC_INTERNET\t1\tA\t0\tNOERROR\tF\tF\tT\tT\t0\t203.0.113.{draw.Between(1, 254)}\t{draw.Between(20, 300)}.000000\tF"));
        }
        log.WriteLine("1794800000.000000\tCcafe\t10.40.0.9");
        Close(log);
    }

    private static void Tls(AuthorityWorld world, Target target)
    {
        world.Cases.Add(new("tls-without-name", "network/ssl.log", "The client hid the server's name; the address lies in the network of the vendor's own company.", Value: Nameless));
        using var log = target.Text("network/ssl.log");
        Head(log, "ssl", "ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tversion\tcipher\tcurve\tserver_name\tresumed\tlast_alert\tnext_protocol\testablished",
            "time\tstring\taddr\tport\taddr\tport\tstring\tstring\tstring\tstring\tbool\tstring\tstring\tbool");
        for (var i = 0; i < 600; i++)
        {
            var (draw, time, address) = At(world, "tls", i);
            // Some clients hide or omit the name; Zeek writes a hyphen for an unset field.
            var host = i % 80 == 29 ? draw.Pick(Service) : i == 300 || draw.Chance(0.08) ? "-" : draw.Pick(Ordinary);
            var server = i == 300 ? Nameless : string.Create(CultureInfo.InvariantCulture, $"203.0.113.{draw.Between(1, 254)}");
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.Epoch(6)}\tC{draw.Hex(16)}\t{address}\t{draw.Between(1025, 65000)}\t{server}\t443\tTLSv13\tTLS_AES_128_GCM_SHA256\tx25519\t{host}\tF\t-\th2\tT"));
        }
        Close(log);
    }

    private static void Head(StreamWriter log, string path, string fields, string types)
    {
        log.WriteLine("#separator \\x09");
        log.WriteLine("#set_separator\t,");
        log.WriteLine("#empty_field\t(empty)");
        log.WriteLine("#unset_field\t-");
        log.WriteLine($"#path\t{path}");
        log.WriteLine("#open\t2026-11-15-00-00-00");
        log.WriteLine($"#fields\t{fields}");
        log.WriteLine($"#types\t{types}");
    }

    private static void Close(StreamWriter log) => log.WriteLine("#close\t2026-11-16-00-00-00");

    private static (Draw Draw, DateTimeOffset Time, string Address) At(AuthorityWorld world, string topic, int index)
    {
        var draw = world.Draw(topic, index);
        return (draw, AuthorityWorld.Now.Date.AddDays(-1).AddSeconds(index * 90 + draw.Below(80)), draw.Pick(world.Devices).Address);
    }
}
