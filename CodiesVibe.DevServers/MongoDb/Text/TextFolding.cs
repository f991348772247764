using System.Globalization;
using System.Text;

namespace CodiesVibe.DevServers.MongoDb.Text;

/// <summary>
/// Lower case without diacritics. Own tables, because the runtime normalises nothing but ASCII when it runs without
/// culture data; they cover the Latin letters that decompose into an ASCII letter and marks.
/// </summary>
internal static class TextFolding
{
    private const int ExtendedStart = 0xC0;
    private const int AdditionalStart = 0x1E00;

    // One entry per code point from the start on: its base letter, or '.' where it has none.
    private const string Extended =
        "aaaaaa.ceeeeiiii.nooooo..uuuuy..aaaaaa.ceeeeiiii.nooooo..uuuuy.y" +
        "aaaaaaccccccccdd..eeeeeeeeeegggggggghh..iiiiiiiii...jjkk.llllll." +
        "...nnnnnn...oooooo..rrrrrrsssssssstttt..uuuuuuuuuuuuwwyyyzzzzzz." +
        "................................oo.............uu..............." +
        ".............aaiioouuuuuuuuuu.aaaa....ggkkoooo..j...gg..nnaa...." +
        "aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............";

    private const string Additional =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
        "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
        "wwwwwwwwwwxxxxyyzzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        Span<char> buffer = stackalloc char[2];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii)
            {
                folded.Append(char.ToLowerInvariant((char)rune.Value));
            }
            else if (Base(rune) is var letter and not '.')
            {
                folded.Append(letter);
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
            {
                folded.Append(buffer[..Rune.ToLowerInvariant(rune).EncodeToUtf16(buffer)]);
            }
        }
        return folded.ToString();
    }

    private static char Base(Rune rune) => rune.Value switch
    {
        >= ExtendedStart and < ExtendedStart + 384 => Extended[rune.Value - ExtendedStart],
        >= AdditionalStart and < AdditionalStart + 256 => Additional[rune.Value - AdditionalStart],
        _ => '.',
    };
}
