namespace CodiesVibe.Publishing.Model;

/// <summary>A value that is known now, but for secrets and for what only the server's env file says.</summary>
/// <param name="Parts">Its parts in order; neighbouring literals are one.</param>
public sealed record Text(IReadOnlyList<TextPart> Parts)
{
    /// <summary>Whether it holds a secret.</summary>
    public bool IsSecret => Parts.Any(part => part is SecretPart);

    /// <summary>The secrets it is made of.</summary>
    public IEnumerable<string> SecretNames => Parts.OfType<SecretPart>().Select(part => part.Secret);
}

/// <summary>A part of a <see cref="Text"/>.</summary>
public abstract record TextPart;

/// <summary>Known characters.</summary>
/// <param name="Value">The characters, not escaped for any format.</param>
public sealed record LiteralPart(string Value) : TextPart;

/// <summary>A variable of the server's env file.</summary>
/// <param name="Variable">Its name.</param>
public sealed record VariablePart(string Variable) : TextPart;

/// <summary>The value of a secret, in some form.</summary>
/// <param name="Secret">The secret's name.</param>
/// <param name="Form">What is done with the value.</param>
public sealed record SecretPart(string Secret, SecretForm Form = SecretForm.Plain) : TextPart;

/// <summary>What is done with a secret's value where it is put in.</summary>
public enum SecretForm
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>Percent-encoded for a URI.</summary>
    UriEncoded,

    /// <summary>Its SHA-256, in lower-case hexadecimal digits.</summary>
    Sha256,
}
