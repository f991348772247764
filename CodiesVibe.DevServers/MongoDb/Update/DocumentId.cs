using MongoDB.Bson;

namespace CodiesVibe.DevServers.MongoDb.Update;

/// <summary>Every stored document starts with its _id.</summary>
internal static class DocumentId
{
    /// <summary>Moves the _id to the front of the document, or gives it a new one.</summary>
    public static BsonDocument First(BsonDocument document)
    {
        if (document.ElementCount > 0 && document.GetElement(0).Name == "_id")
        {
            return document;
        }
        var id = document.GetValue("_id", null) ?? new BsonObjectId(ObjectId.GenerateNewId());
        document.Remove("_id");
        document.InsertAt(0, new BsonElement("_id", id));
        return document;
    }
}
