namespace Predictor.Risk.Landmarks;

/// <summary>Which landmarks near the end of the data are kept.</summary>
public enum LabelWindow
{
    /// <summary>Every row whose label is known at the cut, weighted for those that are not.</summary>
    Weighted,

    /// <summary>Only rows whose whole window lies before the cut, each with weight 1.</summary>
    Complete,
}
