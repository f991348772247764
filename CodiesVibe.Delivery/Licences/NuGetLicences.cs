using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CodiesVibe.Delivery.Licences;

/// <summary>The licences of the packages that the solution was restored with, as each package states its own.</summary>
public static partial class NuGetLicences
{
    /// <summary>Reads them.</summary>
    /// <param name="root">The repository's root.</param>
    /// <exception cref="DeliveryException">A project was not restored, or a package is not in the folder of packages any more.</exception>
    public static IReadOnlyList<PackageLicence> Read(string root) =>
    [
        .. Directory.EnumerateFiles(root, "*.sln").SelectMany(solution => Project.Matches(File.ReadAllText(solution)))
            .SelectMany(project => OfProject(Path.Combine(root, project.Groups[1].Value.Replace('\\', '/'))))
            .DistinctBy(licence => (licence.Package, licence.Version)),
    ];

    private static List<PackageLicence> OfProject(string project)
    {
        var assets = Path.Combine(Path.GetDirectoryName(project)!, "obj", "project.assets.json");
        if (!File.Exists(assets))
        {
            throw new DeliveryException($"'{Path.GetFileName(project)}' was not restored, so nobody knows its packages. Run 'dotnet restore'.");
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(assets));
        var folders = document.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToList();
        return
        [
            .. document.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package")
                .Select(library => OfPackage(library.Name, folders.Select(folder => Path.Combine(folder, library.Value.GetProperty("path").GetString()!)).FirstOrDefault(Directory.Exists))),
        ];
    }

    private static PackageLicence OfPackage(string name, string? folder)
    {
        if (folder is null || Directory.EnumerateFiles(folder, "*.nuspec").FirstOrDefault() is not { } specification)
        {
            throw new DeliveryException($"The package '{name}' is not in the folder of packages. Run 'dotnet restore'.");
        }

        var metadata = XDocument.Load(specification).Descendants().ToLookup(element => element.Name.LocalName);
        var licence = metadata["license"].FirstOrDefault();
        var (package, version) = name.Split('/') is [var first, var second] ? (first, second) : throw new DeliveryException($"'{name}' is not the name and version of a package. Run 'dotnet restore --force'.");
        return (string?)licence?.Attribute("type") == "expression"
            ? new(package, version, licence!.Value.Trim())
            : new(package, version, null, FileOf(folder, licence?.Value.Trim()) ?? (metadata["licenseUrl"].FirstOrDefault() ?? metadata["projectUrl"].FirstOrDefault())?.Value.Trim());
    }

    /// <summary>With its hash, so that another text is noticed.</summary>
    private static string? FileOf(string folder, string? name)
    {
        var file = name is null ? Directory.EnumerateFiles(folder, "LICENSE*").Order(StringComparer.Ordinal).FirstOrDefault() : Path.Combine(folder, name.Replace('\\', '/'));
        return File.Exists(file) ? $"{Path.GetFileName(file)} sha256:{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}" : null;
    }

    [GeneratedRegex(@"""([^""]+\.csproj)""", RegexOptions.CultureInvariant)]
    private static partial Regex Project { get; }
}
