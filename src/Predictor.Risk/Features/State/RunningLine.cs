namespace Predictor.Risk.Features.State;

/// <summary>The slope of the least-squares line through a series of points, updated point by point.</summary>
internal struct RunningLine
{
    private int _count;
    private double _meanX;
    private double _meanY;
    private double _xx;
    private double _xy;

    public void Add(double x, double y)
    {
        _count++;
        var dx = x - _meanX;
        _meanX += dx / _count;
        _meanY += (y - _meanY) / _count;
        _xx += dx * (x - _meanX);
        _xy += dx * (y - _meanY);
    }

    /// <summary>Change in y per unit of x; NaN with fewer than two distinct x.</summary>
    public readonly double Slope => _xx > 0 ? _xy / _xx : double.NaN;
}
