using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TikTokBan.Directives;

/// <summary>Reads one case. A field that the contract doesn't know is an error, so that a misspelt fact is never silently unknown.</summary>
internal sealed class CaseReader(JsonWindow text, int start, int length)
{
    private static readonly string[] Fields = ["id", "directive", "date", "application", "conduct", "installedSince", "necessary", "allowListed", "person", "device", "network", "purpose", "waiver"];
    private static readonly string[] PersonFields = ["population"];
    private static readonly string[] DeviceFields = ["type", "owner", "payer", "issued", "enrolled", "managed", "internalAccess", "usedForWork", "holds", "sharedIt", "usedInPerformance", "incidental"];
    private static readonly string[] PayerFields = ["purchase", "subscription", "use"];
    private static readonly string[] WaiverFields = ["kind", "approver", "documented", "blanket", "expires", "conditions"];

    /// <summary>The case's id, as soon as it was read.</summary>
    public string? Id { get; private set; }

    /// <exception cref="UnusableInputException">The case cannot be used; with line and column.</exception>
    public CaseFacts Read()
    {
        var reader = new Utf8JsonReader(text.Slice(start, length), isFinalBlock: true, new JsonReaderState(new JsonReaderOptions { MaxDepth = 32 }));
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Error("each case must be an object, { … }", reader);
        try
        {
            return ReadCase(ref reader);
        }
        catch (InvalidOperationException e)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8, are valid JSON and no text.
            throw Error("this is not valid text", reader, e);
        }
    }

    private CaseFacts ReadCase(ref Utf8JsonReader reader)
    {
        var facts = new CaseFacts { Directive = "", Date = default, Application = "", Conduct = default };
        var seen = 0;
        while (NextField(ref reader, Fields, "a case", ref seen) is { } field)
        {
            switch (field)
            {
                case "id": facts = facts with { Id = Id = String(ref reader, field) }; break;
                case "directive": facts = facts with { Directive = Required(ref reader, field) }; break;
                case "date": facts = facts with { Date = Day(ref reader, field) ?? throw Error("'date' has no value", reader) }; break;
                case "application": facts = facts with { Application = Required(ref reader, field) }; break;
                case "conduct": facts = facts with { Conduct = (Conduct)(Word(ref reader, field, Fact.Conduct) ?? throw Error("'conduct' has no value", reader)) }; break;
                case "installedSince": facts = facts with { InstalledSince = Day(ref reader, field) }; break;
                case "necessary": facts = facts with { Necessary = Truth(ref reader, field) }; break;
                case "allowListed": facts = facts with { AllowListed = Truth(ref reader, field) }; break;
                case "person": facts = facts with { Person = Begins(ref reader, field) ? ReadPerson(ref reader) : null }; break;
                case "device": facts = facts with { Device = Begins(ref reader, field) ? ReadDevice(ref reader) : null }; break;
                case "network": facts = facts with { Network = WordText(ref reader, field, Fact.Network) }; break;
                case "purpose": facts = facts with { Purpose = WordText(ref reader, field, Fact.Purpose) }; break;
                default:
                    var waiver = Begins(ref reader, field) ? ReadWaiver(ref reader) : null;
                    facts = facts with { Waiver = waiver, HasNoWaiver = waiver is null };
                    break;
            }
        }

        foreach (var required in (string[])["directive", "date", "application", "conduct"])
        {
            if ((seen >> Array.IndexOf(Fields, required) & 1) == 0)
                throw text.Error($"the case lacks '{required}', which every case needs", start);
        }

        return facts;
    }

    private PersonFacts ReadPerson(ref Utf8JsonReader reader)
    {
        var person = new PersonFacts();
        var seen = 0;
        while (NextField(ref reader, PersonFields, "person", ref seen) is { } field)
            person = person with { Population = Texts(ref reader, field, FactTable.IsPopulation, "a population that is known; an authority's own begins with x-") };
        return person;
    }

    private DeviceFacts ReadDevice(ref Utf8JsonReader reader)
    {
        var device = new DeviceFacts();
        var seen = 0;
        while (NextField(ref reader, DeviceFields, "device", ref seen) is { } field)
        {
            device = field switch
            {
                "type" => device with { Type = (DeviceType?)Word(ref reader, field, Fact.Type) },
                "owner" => device with { Owner = (DeviceOwner?)Word(ref reader, field, Fact.Owner) },
                "payer" => device with { Payer = Begins(ref reader, field) ? ReadPayer(ref reader) : null },
                "issued" => device with { Issued = Truth(ref reader, field) },
                "enrolled" => device with { Enrolled = Truth(ref reader, field) },
                "managed" => device with { Managed = Truth(ref reader, field) },
                "internalAccess" => device with { InternalAccess = Truth(ref reader, field) },
                "usedForWork" => device with { UsedForWork = Truth(ref reader, field) },
                "holds" => device with { Holds = Texts(ref reader, field, FactTable.Values(Fact.Holds).Contains, "one of " + string.Join(", ", FactTable.Values(Fact.Holds))) },
                "sharedIt" => device with { SharedIt = Truth(ref reader, field) },
                "usedInPerformance" => device with { UsedInPerformance = Truth(ref reader, field) },
                _ => device with { Incidental = Truth(ref reader, field) },
            };
        }

        return device;
    }

    private PayerFacts ReadPayer(ref Utf8JsonReader reader)
    {
        var payer = new PayerFacts();
        var seen = 0;
        while (NextField(ref reader, PayerFields, "device.payer", ref seen) is { } field)
        {
            var share = (Payer?)Word(ref reader, field, Fact.Purchase);
            payer = field switch
            {
                "purchase" => payer with { Purchase = share },
                "subscription" => payer with { Subscription = share },
                _ => payer with { Use = share },
            };
        }

        return payer;
    }

    private WaiverFacts ReadWaiver(ref Utf8JsonReader reader)
    {
        var waiver = new WaiverFacts();
        var seen = 0;
        while (NextField(ref reader, WaiverFields, "waiver", ref seen) is { } field)
        {
            waiver = field switch
            {
                "kind" => waiver with { Kind = WordText(ref reader, field, Fact.WaiverKind) },
                "approver" => waiver with { Approver = WordText(ref reader, field, Fact.WaiverApprover) },
                "documented" => waiver with { Documented = Truth(ref reader, field) },
                "blanket" => waiver with { Blanket = Truth(ref reader, field) },
                "expires" => waiver with { Expires = Day(ref reader, field) },
                _ => waiver with { Conditions = Begins(ref reader, field) ? ReadConditions(ref reader) : null },
            };
        }

        return waiver;
    }

    private Dictionary<string, bool> ReadConditions(ref Utf8JsonReader reader)
    {
        var conditions = new Dictionary<string, bool>(StringComparer.Ordinal);
        var seen = 0;
        while (NextField(ref reader, FactTable.WaiverConditions, "waiver.conditions", ref seen) is { } field)
        {
            if (Truth(ref reader, field) is { } met)
                conditions[field] = met;
        }

        return conditions;
    }

    /// <summary>Goes to the value of the next field of an object; null at its end.</summary>
    private string? NextField(ref Utf8JsonReader reader, IReadOnlyList<string> known, string where, ref int seen)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.EndObject)
            return null;
        for (var i = 0; i < known.Count; i++)
        {
            if (!reader.ValueTextEquals(known[i]))
                continue;
            if ((seen >> i & 1) != 0)
                throw Error($"the field '{known[i]}' stands in {where} a second time", reader);
            seen |= 1 << i;
            reader.Read();
            return known[i];
        }

        throw Error($"the field '{Quote(reader)}' is not known in {where}; known are {string.Join(", ", known)}", reader);
    }

    private bool Begins(ref Utf8JsonReader reader, string field) => reader.TokenType switch
    {
        JsonTokenType.StartObject => true,
        JsonTokenType.Null => false,
        _ => throw Error($"'{field}' must be an object, {{ … }}", reader),
    };

    private string? String(ref Utf8JsonReader reader, string field) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Null => null,
        _ => throw Error($"'{field}' must be a text in quotes", reader),
    };

    private string Required(ref Utf8JsonReader reader, string field) =>
        String(ref reader, field) is { Length: > 0 } value ? value : throw Error($"'{field}' has no value", reader);

    private bool? Truth(ref Utf8JsonReader reader, string field) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        _ => throw Error($"'{field}' must be true or false", reader),
    };

    private DateOnly? Day(ref Utf8JsonReader reader, string field)
    {
        if (String(ref reader, field) is not { } day)
            return null;
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var value)
            ? value
            : throw Error($"'{field}' must be a day that exists, written yyyy-MM-dd, and is '{Quote(reader)}'", reader);
    }

    private int? Word(ref Utf8JsonReader reader, string field, Fact fact)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType == JsonTokenType.String)
        {
            for (var i = 0; i < FactTable.Values(fact).Count; i++)
            {
                if (reader.ValueTextEquals(FactTable.Values(fact)[i]))
                    return i;
            }
        }

        throw Error($"'{field}' must be one of {string.Join(", ", FactTable.Values(fact))}, and is '{Quote(reader)}'", reader);
    }

    private string? WordText(ref Utf8JsonReader reader, string field, Fact fact) =>
        Word(ref reader, field, fact) is { } word ? FactTable.Values(fact)[word] : null;

    private List<string>? Texts(ref Utf8JsonReader reader, string field, Func<string, bool> allowed, string what)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Error($"'{field}' must be a list, [ … ]", reader);
        var values = new List<string>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var value = String(ref reader, field) ?? throw Error($"'{field}' holds an empty value", reader);
            values.Add(allowed(value) ? value : throw Error($"each of '{field}' must be {what}, and this is '{Quote(reader)}'", reader));
        }

        return values;
    }

    private UnusableInputException Error(string message, in Utf8JsonReader reader, Exception? inner = null) => text.Error(message, start + (int)reader.TokenStartIndex, inner);

    private static string Quote(in Utf8JsonReader reader)
    {
        var raw = Encoding.UTF8.GetString(reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, 60)]);
        return reader.ValueSpan.Length > 60 ? raw + "…" : raw;
    }
}
