using System.Text;
using System.Xml;
using System.Xml.Linq;
using Predictor.Risk.Evaluation;
using Predictor.Risk.Reporting;
using Predictor.Risk.Scoring;

namespace Predictor.Risk.Tests.Reporting;

/// <summary>A report as a strict parser reads it.</summary>
internal sealed class ReportPage
{
    public static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public ReportPage(ReportFacts facts, params (int HorizonDays, EvaluationResult Result)[] results)
    {
        using var stream = new MemoryStream();
        EvaluationReport.Write(stream, facts, results.ToDictionary(r => r.HorizonDays, r => r.Result));
        Source = Encoding.UTF8.GetString(stream.ToArray());
        stream.Position = 0;
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        Root = XDocument.Load(reader).Root!;
    }

    public string Source { get; }

    public XElement Root { get; }

    public IEnumerable<XElement> All(string name) => Root.Descendants(Html + name);

    public IEnumerable<XElement> Plots => Root.Descendants(Svg + "svg");

    /// <summary>Facts of a model that no test is about.</summary>
    public static ReportFacts Facts(string name = "small", params string[] notes) => new()
    {
        ModelName = name,
        ModelVersion = "1.0.0",
        Sha256 = new string('a', 64),
        Engine = "trees",
        InactivityDays = 42,
        FeaturesByFamily = new Dictionary<string, int> { ["attendance"] = 20 },
        Bands = new Dictionary<int, RiskBands> { [28] = new(.1, .3, .6), [0] = new(.1, .3, .6) },
        Training = [],
        Stability = new Dictionary<int, Predictor.Risk.Evaluation.Learned.Stability>(),
        Notes = notes,
        EvaluatedOn = "the held-out clients",
        DataUntil = new DateOnly(2026, 1, 5),
        MadeOn = new DateOnly(2026, 1, 6),
    };
}
