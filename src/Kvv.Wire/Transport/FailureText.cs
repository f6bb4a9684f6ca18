using System.Net.Sockets;
using System.Security.Authentication;

namespace Kvv.Wire.Transport;

/// <summary>Says in one clause what went wrong on the way. Texts of the endpoint never enter: they may echo a key.</summary>
internal static class FailureText
{
    /// <summary>Before a response head arrived.</summary>
    public static string OfSending(Exception exception, Uri address)
    {
        var host = RequestAddress.Host(address);
        if (Find<AuthenticationException>(exception) is { } tls)
            return $"TLS with {host} failed: {OneLine((tls.InnerException ?? tls).Message)}";
        var socket = Find<SocketException>(exception)?.SocketErrorCode;
        return Find<HttpRequestException>(exception)?.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => $"the host name {address.Host} does not resolve",
            HttpRequestError.SecureConnectionError => $"TLS with {host} failed: {(socket is { } code ? Reason(code) : "the peer closed the connection or does not speak TLS")}",
            HttpRequestError.ConnectionError => socket is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain
                ? $"the host name {address.Host} does not resolve"
                : $"cannot connect to {host}: {Reason(socket)}",
            HttpRequestError.ResponseEnded => $"{host} closed the connection before a response head arrived",
            HttpRequestError.InvalidResponse => $"the answer of {host} is not HTTP (broken status line or header)",
            HttpRequestError.ConfigurationLimitExceeded => $"the response head of {host} is too large",
            HttpRequestError.ProxyTunnelError => "the proxy refused the tunnel",
            HttpRequestError.HttpProtocolError => $"{host} broke the HTTP/2 protocol",
            _ => socket is not null ? $"the connection to {host} broke: {Reason(socket)}" : $"the exchange with {host} failed ({Innermost(exception).GetType().Name})",
        };
    }

    /// <summary>While the body was read.</summary>
    public static string OfReading(Exception exception) => Find<SocketException>(exception) is { } socket
        ? $"the connection broke: {Reason(socket.SocketErrorCode)}"
        : Find<HttpIOException>(exception)?.HttpRequestError switch
        {
            HttpRequestError.ResponseEnded => "the connection was closed before the end of the body",
            HttpRequestError.InvalidResponse => "the body's framing is broken",
            _ => $"reading failed ({Innermost(exception).GetType().Name})",
        };

    /// <summary>A limit of this side was hit.</summary>
    public static string OfLimit(Expiry expired, ExchangeLimits limits, bool hasHead) => expired == Expiry.Idle
        ? $"no {(hasHead ? "byte of the body" : "response head")} arrived within {Seconds(limits.Idle)} (idle limit)"
        : $"no {(hasHead ? "byte of the body" : "response head")} arrived within {Seconds(limits.Total)} (total limit)";

    /// <summary>A span for people.</summary>
    public static string Seconds(TimeSpan span) => FormattableString.Invariant($"{span.TotalSeconds:0.###} s");

    private static string Reason(SocketError? error) => error switch
    {
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset",
        SocketError.ConnectionAborted => "connection aborted",
        SocketError.TimedOut => "connection timed out",
        SocketError.HostUnreachable => "host unreachable",
        SocketError.NetworkUnreachable => "network unreachable",
        null => "connection timed out",
        { } other => other.ToString(),
    };

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }

        return null;
    }

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;

    private static string OneLine(string message)
    {
        var line = message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return line.Length <= 200 ? line : line[..200];
    }
}
