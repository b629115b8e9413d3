using System.Security.Cryptography;
using System.Text;

namespace TikTokBan.Ledger.Stores.Postgres;

/// <summary>A step that brings the tables from one version to the next. Once released, its text never changes: what is wrong in it is mended by a later one.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="Text">Its statements.</param>
internal sealed record PostgresStep(int Number, string Text)
{
    /// <summary>SHA-256 of its text, in hexadecimal digits.</summary>
    public string Sha256 { get; } = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Text.ReplaceLineEndings("\n")))).ToLowerInvariant();

    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<PostgresStep> All { get; } = [new(1, LedgerTables.For(isSqlite: false) + "\n" + Members + PostgresRights.Statements() + Access)];

    // Whoever administers the database writes who may do what; nobody else sees more of it than what is his own.
    // session_user is who signed in: SET ROLE and settings don't change it.
    private const string Members = """
        CREATE TABLE member (
          login text NOT NULL, authority bigint NOT NULL REFERENCES authority (number), role text NOT NULL CHECK (role IN ('writer', 'reader', 'eraser')),
          PRIMARY KEY (login, authority, role));
        ALTER TABLE member ENABLE ROW LEVEL SECURITY;
        CREATE POLICY sees ON member FOR SELECT USING (login = session_user);
        ALTER TABLE authority ENABLE ROW LEVEL SECURITY;

        CREATE FUNCTION authorities_as(roles text[]) RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = tiktokban, pg_temp AS
          $$ SELECT coalesce(array_agg(DISTINCT authority), '{}') FROM member WHERE login = session_user AND role = ANY (roles) $$;
        CREATE POLICY sees ON authority FOR SELECT USING (number IN (SELECT unnest(authorities_as('{writer,reader,eraser}'))));

        CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'a ledger only grows' USING ERRCODE = 'restrict_violation'; END $$;
        -- A chain that is moved here keeps its id; one that has an event has its own for ever.
        CREATE FUNCTION only_of_nothing() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN
            IF NEW.number = OLD.number AND NEW.name = OLD.name AND NEW.made_at = OLD.made_at
               AND EXISTS (SELECT FROM tiktokban.chain_head WHERE authority = OLD.number AND events = 0 AND parts = 0 AND subjects = 0) THEN
              RETURN NEW;
            END IF;
            RAISE EXCEPTION 'a ledger only grows' USING ERRCODE = 'restrict_violation';
          END $$;
        CREATE TRIGGER only_of_nothing BEFORE UPDATE ON authority FOR EACH ROW EXECUTE FUNCTION only_of_nothing();
        CREATE POLICY begins ON authority FOR UPDATE USING (number IN (SELECT unnest(authorities_as('{writer}'))));
        CREATE FUNCTION never_back() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'a chain never goes back' USING ERRCODE = 'restrict_violation'; END $$;
        CREATE TRIGGER never_back BEFORE UPDATE ON chain_head FOR EACH ROW
          WHEN (NEW.authority <> OLD.authority OR NEW.events < OLD.events OR NEW.parts < OLD.parts OR NEW.subjects < OLD.subjects)
          EXECUTE FUNCTION never_back();

        """;

    // Who adds an authority may not write into its chain; the first head is all there is to add.
    private const string Access = """
        CREATE POLICY begins ON chain_head FOR INSERT WITH CHECK (events = 0 AND parts = 0 AND subjects = 0);
        GRANT USAGE ON SCHEMA tiktokban TO tiktokban_writer, tiktokban_reader, tiktokban_eraser;
        GRANT SELECT ON schema_step, authority, member TO tiktokban_writer, tiktokban_reader, tiktokban_eraser;
        GRANT UPDATE (chain) ON authority TO tiktokban_writer;
        """;
}
