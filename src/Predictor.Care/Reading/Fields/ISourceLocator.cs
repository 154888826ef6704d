using Predictor.Care.Checking;
using Predictor.Care.Reading.Columns;

namespace Predictor.Care.Reading.Fields;

/// <summary>Tells where in a source a value stands.</summary>
internal interface ISourceLocator
{
    /// <param name="schema">The kind of record.</param>
    /// <param name="position">See <see cref="IFieldSource.Position"/>.</param>
    /// <param name="column">Null where the whole record is meant.</param>
    ProblemLocation Locate(RecordSchema schema, int position, Column? column);

    /// <summary>A record in words, such as <c>line 17</c>, for messages that name a second record.</summary>
    string NameOf(RecordSchema schema, int position);

    /// <summary>The name of a column in this source.</summary>
    string NameOf(Column column);
}
