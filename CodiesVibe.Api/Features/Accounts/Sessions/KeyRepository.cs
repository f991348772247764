using System.Xml.Linq;
using CodiesVibe.Api.Database;
using Microsoft.AspNetCore.DataProtection.Repositories;
using MongoDB.Bson;
using MongoDB.Driver;

namespace CodiesVibe.Api.Features.Accounts.Sessions;

/// <summary>
/// Keeps the keys that sign cookies and tokens in MongoDB, which no replica and no redeploy loses. They never leave it: backups do not have them.
/// ASP.NET Core itself makes a new one every 90 days, and accepts what the ones before have signed.
/// </summary>
internal sealed class KeyRepository(IMongoDatabase database, DatabaseOutage outage) : IXmlRepository
{
    public const string Collection = "keys";

    private readonly IMongoCollection<BsonDocument> _keys = database.GetCollection<BsonDocument>(Collection);

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        outage.ThrowIfKnown();
        return [.. _keys.Find(FilterDefinition<BsonDocument>.Empty).ToList().Select(key => XElement.Parse(key["xml"].AsString))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        outage.ThrowIfKnown();
        _keys.InsertOne(new BsonDocument { { "_id", friendlyName }, { "xml", element.ToString(SaveOptions.DisableFormatting) } });
    }
}
