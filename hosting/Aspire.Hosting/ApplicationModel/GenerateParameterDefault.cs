using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>A random value.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // Letters that are easily taken for one another are left out.
    private const string LowerLetters = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperLetters = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string Specials = "-_.{}~()*+!";
    private const int DefaultLength = 22;

    /// <summary>Number of characters; 22 when left out.</summary>
    public int MinLength { get; set; }

    /// <summary>Whether it may have lower-case letters.</summary>
    public bool Lower { get; set; } = true;

    /// <summary>Whether it may have upper-case letters.</summary>
    public bool Upper { get; set; } = true;

    /// <summary>Whether it may have digits.</summary>
    public bool Numeric { get; set; } = true;

    /// <summary>Whether it may have punctuation.</summary>
    public bool Special { get; set; } = true;

    /// <summary>At least so many lower-case letters.</summary>
    public int MinLower { get; set; }

    /// <summary>At least so many upper-case letters.</summary>
    public int MinUpper { get; set; }

    /// <summary>At least so many digits.</summary>
    public int MinNumeric { get; set; }

    /// <summary>At least so many punctuation marks.</summary>
    public int MinSpecial { get; set; }

    /// <inheritdoc/>
    public override string GetDefaultValue()
    {
        var classes = new[] { (LowerLetters, Lower, MinLower), (UpperLetters, Upper, MinUpper), (Digits, Numeric, MinNumeric), (Specials, Special, MinSpecial) }
            .Where(c => c.Item2).ToArray();
        if (classes.Length == 0)
        {
            throw new DistributedApplicationException("A generated parameter needs at least one kind of character.");
        }

        var demanded = string.Concat(classes.Select(c => RandomNumberGenerator.GetString(c.Item1, c.Item3)));
        var length = Math.Max(MinLength > 0 ? MinLength : DefaultLength, demanded.Length);
        var characters = (demanded + RandomNumberGenerator.GetString(string.Concat(classes.Select(c => c.Item1)), length - demanded.Length)).ToCharArray();
        RandomNumberGenerator.Shuffle<char>(characters);
        return new(characters);
    }
}
