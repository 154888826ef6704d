using System.Buffers.Binary;

namespace Predictor.Trees.Formats.Onnx;

/// <summary>Writes one operator of a graph with its attributes (<c>NodeProto</c>).</summary>
internal sealed class OnnxNode
{
    private readonly ProtobufWriter _writer = new();

    public OnnxNode(string type, string domain, IEnumerable<string> inputs, string output)
    {
        foreach (var input in inputs) _writer.Text(1, input);
        _writer.Text(2, output);
        _writer.Text(3, output);
        _writer.Text(4, type);
        if (domain.Length > 0) _writer.Text(7, domain);
    }

    public byte[] ToArray() => _writer.ToArray();

    public void Integer(string name, long value) => Attribute(name, OnnxNumbers.IntegerAttribute, a => a.Integer(3, value));

    public void Text(string name, string value) => Attribute(name, OnnxNumbers.TextAttribute, a => a.Text(4, value));

    public void Integers(string name, IEnumerable<long> values) => Attribute(name, OnnxNumbers.IntegersAttribute, a => Each(values, v => a.Integer(8, v)));

    public void Texts(string name, IEnumerable<string> values) => Attribute(name, OnnxNumbers.TextsAttribute, a => Each(values, v => a.Text(9, v)));

    public void Doubles(string name, IReadOnlyList<double> values) => Attribute(name, OnnxNumbers.TensorAttribute, a => a.Message(5, t => Tensor(t, name, values, [values.Count])));

    /// <summary>A tensor of doubles (<c>TensorProto</c>).</summary>
    public static void Tensor(ProtobufWriter writer, string name, IReadOnlyList<double> values, IEnumerable<long> shape)
    {
        var bytes = new byte[values.Count * sizeof(double)];
        for (var i = 0; i < values.Count; i++) BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(i * sizeof(double)), values[i]);
        foreach (var length in shape) writer.Integer(1, length);
        writer.Integer(2, OnnxNumbers.Double);
        writer.Text(8, name);
        writer.Bytes(9, bytes);
    }

    private void Attribute(string name, int type, Action<ProtobufWriter> write) => _writer.Message(5, attribute =>
    {
        attribute.Text(1, name);
        write(attribute);
        attribute.Integer(20, type);
    });

    private static void Each<T>(IEnumerable<T> values, Action<T> write)
    {
        foreach (var value in values) write(value);
    }
}
