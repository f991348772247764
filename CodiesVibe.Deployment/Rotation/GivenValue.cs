namespace CodiesVibe.Deployment.Rotation;

/// <summary>The new value of a secret, where whoever exchanges it gives it: in a file, or on standard input.</summary>
internal static class GivenValue
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    /// <param name="secret">The secret.</param>
    /// <param name="file">The file; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value; null where the server makes it.</returns>
    /// <exception cref="DeploymentException">There is none, or it cannot be used.</exception>
    public static async Task<string?> ReadAsync(RotatedSecret secret, string? file, CancellationToken cancellationToken) =>
        file is not null ? Checked(secret.Name, await File.ReadAllTextAsync(file, cancellationToken))
        : !secret.IsGiven ? null
        : Console.IsInputRedirected ? Checked(secret.Name, await ReadInputAsync(secret.Name, cancellationToken))
        : throw Missing(secret.Name);

    // A pipe that nobody closes is not an answer.
    private static async Task<string> ReadInputAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(Console.In.ReadToEnd, cancellationToken).WaitAsync(s_patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw Missing(name);
        }
    }

    private static DeploymentException Missing(string name) =>
        new($"Only you have the new value of {name}. Write it to a file and add '-- --Deploy:SecretFile=FILE', or pipe it to the command.");

    /// <summary>The value without the line end behind it.</summary>
    internal static string Checked(string name, string text)
    {
        var value = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
        return value switch
        {
            "" => throw new DeploymentException($"The new value of {name} is empty. Give it as one line of text."),
            _ when value.Any(character => character is '\n' or '\r') => throw new DeploymentException($"The new value of {name} has a line end in it. Give it as one line of text."),
            _ when value.Any(char.IsControl) => throw new DeploymentException($"The new value of {name} has a control character in it. Give it as one line of text."),
            _ => value,
        };
    }
}
