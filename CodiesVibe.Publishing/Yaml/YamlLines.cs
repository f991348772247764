using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace CodiesVibe.Publishing.Yaml;

/// <summary>A text that stands in lines of its own, as it is: an expression.</summary>
/// <param name="Text">Visible characters, spaces and line feeds; no line begins or ends with a space.</param>
internal sealed record YamlLines(string Text) : IYamlConvertible
{
    public void Read(IParser parser, Type expectedType, ObjectDeserializer nestedObjectDeserializer) => throw new NotSupportedException("Documents are only written.");

    public void Write(IEmitter emitter, ObjectSerializer nestedObjectSerializer) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, Text, ScalarStyle.Literal, isPlainImplicit: true, isQuotedImplicit: true));
}
