using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace CodiesVibe.Publishing.Yaml;

/// <summary>A mapping of nothing that is written all the same: its key says it all.</summary>
internal sealed class YamlNothing : IYamlConvertible
{
    public void Read(IParser parser, Type expectedType, ObjectDeserializer nestedObjectDeserializer) => throw new NotSupportedException("Documents are only written.");

    public void Write(IEmitter emitter, ObjectSerializer nestedObjectSerializer)
    {
        emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Flow));
        emitter.Emit(new MappingEnd());
    }
}
