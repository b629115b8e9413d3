using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using TikTokBan.Tenant.Faults;

namespace TikTokBan.Tenant.Http;

/// <summary>The way of every request: logged, perhaps failed on purpose, checked for its token, its place, its pace, its permission and its sense, and only then answered.</summary>
internal sealed class Gate(FakeTenant tenant)
{
    private const int LongestLogged = 1 << 20;

    public async Task AnswerAsync(HttpContext context)
    {
        var raw = await ReadAsync(context).ConfigureAwait(false);
        var log = tenant.Log.Add(number => new LoggedRequest
        {
            Number = number,
            Method = raw.Method,
            Path = raw.Path,
            Query = raw.Query,
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = raw.Body.Length > LongestLogged ? $"{raw.Body.Length} bytes" : Encoding.UTF8.GetString(raw.Body),
        });
        var exchange = new Exchange(tenant, context, raw, log);
        var route = tenant.Routes.Find(raw.Method, Route.Normal(raw.Path), out var values);
        if (route is not null)
        {
            exchange.Route = route;
            exchange.Values = values;
            log.Kind = route.Kind;
            log.Family = route.Family;
            log.Subject = $"{raw.Path}?{raw.Query}#{log.Body}";
        }
        tenant.Log.Received?.Invoke(log);
        exchange.Fault = tenant.Faults.Pick(exchange);
        log.Fault = exchange.Fault?.Kind.ToString();
        try
        {
            await AnswerAsync(exchange).ConfigureAwait(false);
        }
        catch (Exception error) when (context.RequestAborted.IsCancellationRequested && error is OperationCanceledException or IOException)
        {
            // Whoever asked is gone.
        }
        finally
        {
            tenant.Log.Answered?.Invoke(log);
        }
    }

    private async Task AnswerAsync(Exchange exchange)
    {
        if (exchange.Has(FaultKind.ResetBeforeAnswer))
        {
            exchange.Context.Abort();
            return;
        }
        var answer = FaultAnswers.InPlace(exchange) ?? Handle(exchange);
        tenant.Log.BeforeAnswer?.Invoke(exchange.Log);
        if (exchange.Has(FaultKind.LostAnswer))
        {
            exchange.Context.Abort();
            return;
        }
        if (exchange.Has(FaultKind.LateError))
            answer = Answer.Html(exchange.Fault!.Rule.Status, "Gateway Timeout");
        exchange.Log.Status = answer.Status;
        await Transmission.SendAsync(exchange, answer).ConfigureAwait(false);
    }

    private Answer Handle(Exchange exchange)
    {
        try
        {
            var isRouted = exchange.Route is not null;
            if (!isRouted && !exchange.Raw.Path.StartsWith("/v1.0", StringComparison.OrdinalIgnoreCase) && !exchange.Raw.Path.StartsWith("/beta", StringComparison.OrdinalIgnoreCase))
                return new Answer { Status = 404 };
            if (isRouted && (exchange.Route!.Family == Family.Defender) != exchange.IsAtDefender)
                return new Answer { Status = 404 };
            if (!isRouted || !exchange.Route!.IsAnonymous)
                exchange.Token = tenant.Tokens.Check(exchange);
            if (!isRouted)
                throw Refusal.NotFound(Segment(exchange.Raw.Path));
            tenant.Throttle.Spend(exchange);
            if (!exchange.Route!.IsAnonymous)
                tenant.PermissionTable.Check(exchange);
            if (exchange.Route.IsGraph)
                tenant.Schema.Check(exchange);
            if (!exchange.Route.Changes)
                return exchange.Route.Handle(exchange);
            lock (tenant.State.Writing)
                return Change(exchange);
        }
        catch (Refusal refusal)
        {
            return ErrorShapes.Of(exchange, refusal);
        }
    }

    private Answer Change(Exchange exchange)
    {
        tenant.State.Approvals.Check(exchange);
        return exchange.Route.Handle(exchange);
    }

    private static string Segment(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).FirstOrDefault() ?? "";

    private static async Task<RawRequest> ReadAsync(HttpContext context)
    {
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var mark = target.IndexOf('?', StringComparison.Ordinal);
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        return new RawRequest(context.Request.Method, Uri.UnescapeDataString(mark < 0 ? target : target[..mark]), mark < 0 ? "" : target[(mark + 1)..], body.ToArray());
    }
}
