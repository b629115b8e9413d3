using System.Security.Cryptography;
using TikTokBan.Ledger.Chain;
using TikTokBan.Ledger.Stores;

namespace TikTokBan.Ledger.Subjects;

/// <summary>
/// Documents about several subjects, of which one is erased. A key opens all parts of its subject and month, so where one of
/// them names the erased subject, all are copied and sealed under a new key of the same subject and month: the copies are
/// destroyed by a retention when the originals would have been.
/// </summary>
internal sealed class DocumentCopies(LedgerSession session, SubjectKeys keys, Redactor redactor, IReadOnlyCollection<long> erased)
{
    /// <summary>Finds the keys whose parts name an erased subject.</summary>
    public async Task<List<NamingGroup>> FindAsync(CancellationToken cancellationToken = default)
    {
        var candidates = await session.QueryInAsync<SealedPlace, long>(
            """
            SELECT part.number AS Number, part.subject AS Subject, part.period AS Period
            FROM document_subject JOIN part ON part.authority = document_subject.authority AND part.number = document_subject.part
            WHERE document_subject.authority = @authority AND document_subject.subject {in}
            """,
            erased,
            null,
            cancellationToken).ConfigureAwait(false);
        // A plan also tells whom it leaves out.
        candidates.AddRange(await session.QueryAsync<SealedPlace>(
            """
            SELECT part.number AS Number, part.subject AS Subject, part.period AS Period
            FROM event JOIN part ON part.authority = event.authority AND part.number >= event.first_part AND part.number < event.first_part + event.parts
            WHERE event.authority = @authority AND event.kind = @kind
            """,
            new { kind = EventKinds.Plan },
            cancellationToken).ConfigureAwait(false));
        // What can't be told apart by subject is not noted in that table.
        var unsorted = await session.QueryAsync<long>("SELECT period FROM subject_key WHERE authority = @authority AND subject = 0", null, cancellationToken).ConfigureAwait(false);
        var found = new List<NamingGroup>();
        foreach (var (subject, period) in candidates.Select(place => (place.Subject, place.Period)).Concat(unsorted.Select(period => (0L, period))).Where(group => !erased.Contains(group.Item1)).Distinct().Order())
        {
            var naming = new List<IReadOnlyList<long>>();
            await foreach (var run in RunsAsync(subject, period, cancellationToken).ConfigureAwait(false))
            {
                if (run.Redacted is not null)
                    naming.Add(run.Parts);
            }

            if (naming.Count > 0)
                found.Add(new NamingGroup(subject, period, naming));
        }

        return found;
    }

    /// <summary>Copies the parts of a key into the next event, destroys the key and makes it anew.</summary>
    public async Task<List<ErasureCopy>> ReplaceAsync(EventWriter writer, NamingGroup group, CancellationToken cancellationToken = default)
    {
        var fresh = new SubjectKey(group.Subject, group.Period, RandomNumberGenerator.GetBytes(MasterKey.KeyLength));
        var copies = new List<ErasureCopy>();
        await foreach (var run in RunsAsync(group.Subject, group.Period, cancellationToken).ConfigureAwait(false))
        {
            var content = (run.Redacted ?? run.Content).AsMemory();
            var named = await NamedAsync(run.Parts, cancellationToken).ConfigureAwait(false);
            foreach (var (part, length) in run.Parts.Zip(run.Lengths))
            {
                var number = await writer.AddPartAsync(fresh, content[..length], cancellationToken).ConfigureAwait(false);
                copies.Add(new ErasureCopy(part, number, [.. named[part]]));
                content = content[length..];
            }
        }

        await session.ExecuteAsync("DELETE FROM subject_key WHERE authority = @authority AND subject = @Subject AND period = @Period", new { group.Subject, group.Period }, cancellationToken).ConfigureAwait(false);
        await session.CopyAsync("subject_key", ["subject", "period", "key"], [[group.Subject, group.Period, session.Store.Master.Wrap(fresh.Secret)]], cancellationToken).ConfigureAwait(false);
        return copies;
    }

    /// <summary>Notes what took the place of what, and whom it names.</summary>
    public static async Task NoteAsync(LedgerSession session, IReadOnlyList<ErasureCopy> copies, CancellationToken cancellationToken = default)
    {
        if (copies.Count == 0)
            return;
        await session.CopyAsync("part_replaced", ["part", "replacement"], copies.Select(copy => new object?[] { copy.Of, copy.Part }), cancellationToken).ConfigureAwait(false);
        await session.CopyAsync("document_subject", ["part", "subject"], copies.SelectMany(copy => copy.Subjects.Select(subject => new object?[] { copy.Part, subject })), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ILookup<long, long>> NamedAsync(IReadOnlyCollection<long> parts, CancellationToken cancellationToken) =>
        (await session.QueryInAsync<Named, long>("SELECT part AS Part, subject AS Subject FROM document_subject WHERE authority = @authority AND part {in}", parts, null, cancellationToken).ConfigureAwait(false))
        .Where(row => !erased.Contains(row.Subject))
        .OrderBy(row => row.Subject)
        .ToLookup(row => row.Part, row => row.Subject);

    // A document that is larger than a part stands in several that follow each other.
    private async IAsyncEnumerable<Run> RunsAsync(long subject, long period, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var numbers = (await session.QueryAsync<long>(
            """
            SELECT number FROM part WHERE authority = @authority AND subject = @subject AND period = @period
              AND NOT EXISTS (SELECT 1 FROM part_replaced WHERE part_replaced.authority = part.authority AND part_replaced.part = part.number)
            ORDER BY number
            """,
            new { subject, period },
            cancellationToken).ConfigureAwait(false)).ToList();
        var events = new PartEvents(session);
        for (var start = 0; start < numbers.Count;)
        {
            var (end, around) = (start + 1, await events.OfAsync(numbers[start], cancellationToken).ConfigureAwait(false));
            var content = await OpenAsync(numbers[start], cancellationToken).ConfigureAwait(false);
            if (content is null)
                yield break;
            var (whole, lengths) = (content, new List<int> { content.Length });
            var (longer, longerLengths) = (content, new List<int> { content.Length });
            for (var next = end; !Redactor.IsJson(longer) && next < numbers.Count && numbers[next] == numbers[next - 1] + 1 && numbers[next] < around.FirstPart + around.Parts; next++)
            {
                var more = (await OpenAsync(numbers[next], cancellationToken).ConfigureAwait(false))!;
                longer = [.. longer, .. more];
                longerLengths.Add(more.Length);
                if (Redactor.IsJson(longer))
                    (whole, lengths, end) = (longer, longerLengths, next + 1);
            }

            yield return new Run(numbers[start..end], lengths, whole, redactor.Redact(whole));
            start = end;
        }
    }

    private async Task<byte[]?> OpenAsync(long part, CancellationToken cancellationToken) => (await SealedParts.ReadAsync(session, keys, [part], cancellationToken).ConfigureAwait(false))[part];

    private sealed record Run(List<long> Parts, List<int> Lengths, byte[] Content, byte[]? Redacted);

    private sealed class Named
    {
        public long Part { get; init; }

        public long Subject { get; init; }
    }
}

/// <summary>The parts of one key, of which some name an erased subject.</summary>
/// <param name="Subject">Number of the key's subject.</param>
/// <param name="Period">Its month.</param>
/// <param name="Runs">Numbers of the parts that do: of each document, those that it stands in.</param>
internal sealed record NamingGroup(long Subject, long Period, IReadOnlyList<IReadOnlyList<long>> Runs)
{
    /// <summary>Numbers of all those parts.</summary>
    public IEnumerable<long> Parts => Runs.SelectMany(run => run);
}
