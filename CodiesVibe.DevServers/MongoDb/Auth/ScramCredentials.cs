using System.Security.Cryptography;
using System.Text;

namespace CodiesVibe.DevServers.MongoDb.Auth;

/// <summary>What a server keeps of its one user's password for SCRAM-SHA-256 (RFC 5802, RFC 7677): never the password.</summary>
internal sealed class ScramCredentials
{
    public const string Mechanism = "SCRAM-SHA-256";
    public const int Iterations = 15_000;

    public ScramCredentials(string user, string password)
    {
        User = user;
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), Salt, Iterations, HashAlgorithmName.SHA256, 32);
        StoredKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        ServerKey = HMACSHA256.HashData(salted, "Server Key"u8);
    }

    public string User { get; }

    public byte[] Salt { get; } = RandomNumberGenerator.GetBytes(28);

    public byte[] StoredKey { get; }

    public byte[] ServerKey { get; }
}
