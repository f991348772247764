using System.Security.Cryptography;
using System.Text;
using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Auth;

/// <summary>What a server keeps of a user's password for SCRAM-SHA-256 (RFC 5802, RFC 7677): never the password.</summary>
/// <param name="Salt">Random bytes.</param>
/// <param name="StoredKey">Proves that the client knows the password.</param>
/// <param name="ServerKey">Proves to the client that the server knows the user.</param>
internal sealed record ScramCredentials(byte[] Salt, byte[] StoredKey, byte[] ServerKey)
{
    public const string Mechanism = "SCRAM-SHA-256";
    public const int Iterations = 15_000;

    public static ScramCredentials Of(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(28);
        var salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, 32);
        return new(salt, SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8)), HMACSHA256.HashData(salted, "Server Key"u8));
    }

    public static ScramCredentials Read(BsonDocument document) =>
        new(document["salt"].AsByteArray, document["storedKey"].AsByteArray, document["serverKey"].AsByteArray);

    public BsonDocument ToDocument() => new() { { "iterationCount", Iterations }, { "salt", Salt }, { "storedKey", StoredKey }, { "serverKey", ServerKey } };
}
