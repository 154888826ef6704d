namespace Predictor.Risk.Recalibrating;

/// <summary>How much of a model is updated on new data (Steyerberg 2009, "Clinical Prediction Models", updating methods 1 and 2).</summary>
public enum RecalibrationKind
{
    /// <summary>The intercept: the mean risk is made right.</summary>
    Large,

    /// <summary>Intercept and slope: the spread of the risks too.</summary>
    Logistic,
}
