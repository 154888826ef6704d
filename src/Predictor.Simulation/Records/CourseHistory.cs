using Predictor.Simulation.Course;

namespace Predictor.Simulation.Records;

/// <summary>One episode as it came to be: its rules, what was written down, and the state after each event, the start first.</summary>
internal sealed record CourseHistory(CourseRules Rules, Recorder Records, IReadOnlyList<CourseState> States);
