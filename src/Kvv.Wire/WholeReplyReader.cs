using System.Text.Unicode;
using Kvv.Wire.Folding;
using Kvv.Wire.Json;

namespace Kvv.Wire;

/// <summary>
/// Reads the body of a whole (not streamed) reply. What is wrong with it is reported as an anomaly and neither repaired nor
/// thrown. Work and memory are linear in the number of bytes.
/// </summary>
public static class WholeReplyReader
{
    /// <summary>Reads a whole body.</summary>
    /// <param name="body">The body of a success, as received.</param>
    /// <returns>The reply is <see langword="null"/> when the body is no JSON object, or one that holds only an error.</returns>
    public static AssembledReply Read(ReadOnlySpan<byte> body)
    {
        var log = new AnomalyLog();
        var reply = new ReplyFold(log, streamed: false);
        if (!Utf8.IsValid(body))
            log.Add(AnomalyKinds.InvalidUtf8, "The body is not valid UTF-8.");
        if (body.StartsWith("\uFEFF"u8))
        {
            log.Add(AnomalyKinds.BodyByteOrderMark, "The body starts with a byte order mark.");
            body = body[3..];
        }

        Read(body, reply, log);
        var folded = reply.Finish();
        return new(folded, reply.Error, log.ToList());
    }

    private static void Read(ReadOnlySpan<byte> body, ReplyFold reply, AnomalyLog log)
    {
        var tape = new JsonTape();
        if (body.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            log.Add(AnomalyKinds.BodyEmpty, "The body is empty.");
            return;
        }

        if (!tape.TryRead(body))
        {
            log.Add(AnomalyKinds.BodyNotJson, "The body is not JSON; nothing is read from it.", body);
            return;
        }

        var rest = body[tape.Consumed..];
        if (rest.IndexOfAnyExcept(" \t\r\n"u8) >= 0)
            log.Add(AnomalyKinds.BodyTrailingBytes, $"{rest.Length} bytes follow the reply; only what stands before them is read.", rest);
        var root = tape.Root(body);
        if (!root.IsObject)
        {
            log.Add(AnomalyKinds.BodyNotObject, "The body is JSON but no object.", body);
            return;
        }

        if (tape.DuplicateKey is { } key)
            log.Add(AnomalyKinds.DuplicateKey, $"The name '{(key.Length <= 80 ? key : key[..80])}' appears twice in one object.");
        reply.Read(root);
    }
}
