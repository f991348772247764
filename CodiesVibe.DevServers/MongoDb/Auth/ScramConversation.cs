using System.Security.Cryptography;
using System.Text;
using CodiesVibe.DevServers.MongoDb.Errors;

namespace CodiesVibe.DevServers.MongoDb.Auth;

/// <summary>The server's side of one SCRAM-SHA-256 exchange.</summary>
internal sealed class ScramConversation
{
    private readonly ScramCredentials _credentials;
    private readonly string _header;
    private readonly string _clientFirst;
    private readonly string _nonce;

    /// <summary>Answers the client's first message.</summary>
    /// <param name="users">Who may log in.</param>
    /// <param name="firstMessage">Names the user.</param>
    /// <param name="skipsEmptyExchange">See <see cref="SkipsEmptyExchange"/>.</param>
    /// <exception cref="CommandException">AuthenticationFailed: the user is unknown or the message is malformed.</exception>
    public ScramConversation(Users users, byte[] firstMessage, bool skipsEmptyExchange)
    {
        SkipsEmptyExchange = skipsEmptyExchange;
        var message = Encoding.UTF8.GetString(firstMessage);
        // gs2 header ("n,,": no channel binding), then "n=<user>,r=<nonce>"
        var parts = message.Split(',');
        if (parts.Length < 4 || parts[0] is not ("n" or "y") || !parts[2].StartsWith("n=", StringComparison.Ordinal))
        {
            throw Failed();
        }
        User = parts[2][2..].Replace("=2C", ",", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal);
        _credentials = users.CredentialsOf(User) ?? throw Failed();
        _header = $"{parts[0]},{parts[1]},";
        _clientFirst = message[_header.Length..];
        _nonce = Attribute(parts, "r=") + Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));
        ServerFirst = $"r={_nonce},s={Convert.ToBase64String(_credentials.Salt)},i={ScramCredentials.Iterations}";
    }

    /// <summary>The name of the user that the client logs in as.</summary>
    public string User { get; }

    public string ServerFirst { get; }

    /// <summary>The client wants the exchange to end with the server's proof.</summary>
    public bool SkipsEmptyExchange { get; }

    /// <summary>True once the client has proved that it knows the password.</summary>
    public bool Proved { get; private set; }

    /// <summary>Checks the client's proof.</summary>
    /// <returns>The server's own proof, which ends the exchange.</returns>
    /// <exception cref="CommandException">AuthenticationFailed: the proof is wrong.</exception>
    public string Prove(byte[] finalMessage)
    {
        var message = Encoding.UTF8.GetString(finalMessage);
        var parts = message.Split(',');
        var proof = Attribute(parts, "p=");
        var bound = Convert.ToBase64String(Encoding.UTF8.GetBytes(_header));
        if (!parts[^1].StartsWith("p=", StringComparison.Ordinal) || Attribute(parts, "c=") != bound || Attribute(parts, "r=") != _nonce)
        {
            throw Failed();
        }
        var withoutProof = string.Join(',', parts[..^1]);
        var signed = Encoding.UTF8.GetBytes($"{_clientFirst},{ServerFirst},{withoutProof}");
        var clientKey = HMACSHA256.HashData(_credentials.StoredKey, signed);
        var given = new byte[clientKey.Length];
        if (!Convert.TryFromBase64String(proof, given, out var length) || length != clientKey.Length)
        {
            throw Failed();
        }
        for (var i = 0; i < length; i++)
        {
            clientKey[i] ^= given[i];
        }
        if (!CryptographicOperations.FixedTimeEquals(SHA256.HashData(clientKey), _credentials.StoredKey))
        {
            throw Failed();
        }
        Proved = true;
        return $"v={Convert.ToBase64String(HMACSHA256.HashData(_credentials.ServerKey, signed))}";
    }

    public static CommandException Failed() => new(ErrorCode.AuthenticationFailed, "Authentication failed.");

    private static string Attribute(string[] parts, string prefix) =>
        parts.FirstOrDefault(p => p.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..] ?? throw Failed();
}
