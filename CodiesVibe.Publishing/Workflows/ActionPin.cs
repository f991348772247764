using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace CodiesVibe.Publishing.Workflows;

/// <summary>An action at a commit, which nobody can move as they can move a tag.</summary>
/// <param name="Name">Owner and repository.</param>
/// <param name="Commit">The commit, in 40 hexadecimal digits.</param>
/// <param name="Version">The version that the commit is, for people.</param>
internal sealed record ActionPin(string Name, string Commit, string Version) : IYamlConvertible
{
    public void Read(IParser parser, Type expectedType, ObjectDeserializer nestedObjectDeserializer) => throw new NotSupportedException("Documents are only written.");

    public void Write(IEmitter emitter, ObjectSerializer nestedObjectSerializer)
    {
        emitter.Emit(new Scalar($"{Name}@{Commit}"));
        emitter.Emit(new Comment(Version, isInline: true));
    }
}
