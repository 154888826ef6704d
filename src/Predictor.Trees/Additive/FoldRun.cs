namespace Predictor.Trees.Additive;

/// <summary>
/// The model that has not seen one fold, grown round by round. Gradients are whole numbers, so that their sums are the same in whatever order rows come.
/// Not safe for several threads.
/// </summary>
internal sealed class FoldRun
{
    private const int MostRest = 4;

    private readonly AdditiveOptions _options;
    private readonly TermSet _terms;
    private readonly FoldRows _rows;
    private readonly int _fold;
    private readonly CancellationToken _cancellation;
    private readonly float[] _scores;
    private readonly long[] _packed = new long[Stretch.MostRows];
    private readonly long[] _copies;
    private readonly long[] _gradients;
    private readonly long[] _curvatures;
    private readonly float[] _move;
    private readonly ColumnStep _columnStep;
    private readonly PairStep _pairStep;
    private readonly List<Own> _own = [];
    private readonly List<double> _losses = [];
    private readonly List<double[][]> _kept = [];
    private int _firstKept;
    private Own? _pending;

    public FoldRun(AdditiveOptions options, TermSet terms, int fold, double baseScore, CancellationToken cancellation)
    {
        (_options, _terms, _rows, _fold, BaseScore, _cancellation) = (options, terms, terms.Rows, fold, baseScore, cancellation);
        _scores = new float[_rows.Rows.Length];
        var most = Math.Max(byte.MaxValue + 1, (options.PairBins + 1) * (options.PairBins + 1));
        _copies = new long[most * Stretch.Copies];
        _gradients = new long[most];
        _curvatures = new long[most];
        _move = new float[most];
        _columnStep = new ColumnStep(options);
        _pairStep = new PairStep(options);
        Start(terms.Columns);
    }

    public double BaseScore { get; }

    /// <summary>The sum of the loss on the fold's own rows before the first round of these terms and after each, in units of the weights.</summary>
    public IReadOnlyList<double> Losses => _losses;

    public int Rounds => _losses.Count - 1;

    /// <summary>One round: a step on each term in turn.</summary>
    public void Round()
    {
        foreach (var own in _own)
        {
            if (own.Rest-- > 0) continue;
            _cancellation.ThrowIfCancellationRequested();
            var sums = Sum(own);
            var step = own.Step.AsSpan();
            if (own.Term.Second < 0) _columnStep.Find(_terms.Of(own.Term.First), sums, step);
            else _pairStep.Find(_terms.Axis(own.Term.First), _terms.Axis(own.Term.Second), sums, step);
            // A term with nothing to learn is looked at less and less often: others change what is left to it only slowly.
            own.Idle = step.ContainsAnyExcept(0.0) ? 0 : Math.Min(own.Idle + 1, MostRest);
            own.Rest = own.Idle;
            if (own.Idle > 0) continue;
            for (var c = 0; c < step.Length; c++)
            {
                _move[c] = (float)(_options.LearningRate * step[c]);
                own.Values[c] += _move[c];
            }

            _pending = own;
        }

        Judge();
        _kept.Add([.. _own.Select(o => (double[])o.Values.Clone())]);
    }

    /// <summary>Forgets what the model was before a round.</summary>
    public void KeepFrom(int round)
    {
        while (_firstKept < round)
        {
            _kept.RemoveAt(0);
            _firstKept++;
        }
    }

    /// <summary>Goes back to a round that is still kept.</summary>
    public void Return(int round)
    {
        var kept = _kept[round - _firstKept];
        for (var t = 0; t < _own.Count; t++) kept[t].CopyTo(_own[t].Values, 0);
    }

    /// <summary>Adds terms; the next rounds go over them.</summary>
    public void Start(IEnumerable<Term> terms)
    {
        foreach (var term in terms) _own.Add(new Own(term, Counts(term)));
        Begin();
    }

    /// <summary>All terms and their values so far.</summary>
    public IReadOnlyList<(Term Term, double[] Values)> Save() => _own.ConvertAll(o => (o.Term, (double[])o.Values.Clone()));

    /// <summary>Goes back to what was saved; the next rounds go over its terms.</summary>
    public void Restore(IReadOnlyList<(Term Term, double[] Values)> saved)
    {
        _own.Clear();
        foreach (var (term, values) in saved)
        {
            var own = new Own(term, Counts(term));
            values.CopyTo(own.Values, 0);
            _own.Add(own);
        }

        Begin();
    }

    private void Begin()
    {
        Array.Fill(_scores, (float)BaseScore);
        _pending = null;
        foreach (var own in _own)
        {
            for (var c = 0; c < own.Values.Length; c++) _move[c] = (float)own.Values[c];
            own.Term.Move(_move, _scores, 0, _scores.Length);
        }

        _losses.Clear();
        Judge();
        _kept.Clear();
        _firstKept = 0;
        _kept.Add([.. _own.Select(o => (double[])o.Values.Clone())]);
    }

    /// <summary>The values of a term's cells; null where the model does not have it.</summary>
    public double[]? Values(int first, int second) => _own.Find(o => o.Term.First == first && o.Term.Second == second)?.Values;

    public IEnumerable<(int First, int Second)> Pairs => _own.Where(o => o.Term.Second >= 0).Select(o => (o.Term.First, o.Term.Second));

    /// <summary>Writes the scores of the fold's own rows.</summary>
    /// <param name="scores">One entry a row of the table.</param>
    public void ScoreOwn(double[] scores)
    {
        for (var place = _rows.Starts[_fold]; place < _rows.Starts[_fold + 1]; place++)
        {
            if (_rows.Rows[place] == FoldRows.None) continue;
            var score = BaseScore;
            foreach (var own in _own) score += own.Values[own.Term.Cell(place)];
            scores[_rows.Rows[place]] = score;
        }
    }

    /// <summary>
    /// Measures the interactions of pairs at the scores so far, by the rows that the model learns from: twice what the best cut of each column lowers the loss
    /// by beyond what the two could alone, the largest first.
    /// </summary>
    public List<PairInteraction> Measure(IEnumerable<PairInteraction> pairs)
    {
        var packed = new long[_rows.Rows.Length];
        Stretch.Derive(_scores, _rows.Weights, _rows.Ones, packed);
        var measured = new List<PairInteraction>();
        foreach (var pair in pairs)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (Values(pair.First, pair.Second) is not null) continue;
            var (first, second) = (_terms.SearchAxis(pair.First), _terms.SearchAxis(pair.Second));
            var (firstGroups, secondGroups) = (_terms.SearchGroups(pair.First), _terms.SearchGroups(pair.Second));
            var sums = new CellSums(new double[first.Groups * second.Groups], new double[first.Groups * second.Groups], []);
            ForPieces((from, to) =>
            {
                Stretch.SumPair(firstGroups.AsSpan(from, to - from), secondGroups.AsSpan(from, to - from), second.Groups, packed.AsSpan(from, to - from), _copies);
                Unpack(sums.Gradients.Length);
            });
            Take(sums);
            var gain = PairSearch.Interaction(first, second, sums, _options);
            if (gain > 0) measured.Add(pair with { Gain = gain });
        }

        return [.. measured.OrderByDescending(f => f.Gain).ThenBy(f => f.First).ThenBy(f => f.Second)];
    }

    /// <summary>Moves the scores by the step before, and sums the derivatives by the cells of a term, in one pass over the rows.</summary>
    private CellSums Sum(Own own)
    {
        ForPieces((from, to) =>
        {
            _pending?.Term.Move(_move, _scores, from, to);
            var packed = _packed.AsSpan(0, to - from);
            Stretch.Derive(_scores.AsSpan(from, to - from), _rows.Weights.AsSpan(from, to - from), _rows.Ones.AsSpan(from, to - from), packed);
            own.Term.Sum(packed, _copies, from, to);
            Unpack(own.Term.Cells);
        });
        // The rows of the fold are only judged by.
        _pending?.Term.Move(_move, _scores, _rows.Starts[_fold], _rows.Starts[_fold + 1]);
        _pending = null;
        Take(own.Sums);
        return own.Sums;
    }

    private void Unpack(int cells) => Stretch.Unpack(_copies.AsSpan(0, cells * Stretch.Copies), _gradients.AsSpan(0, cells), _curvatures.AsSpan(0, cells));

    private void Take(CellSums sums)
    {
        for (var c = 0; c < sums.Gradients.Length; c++)
        {
            sums.Gradients[c] = _gradients[c] * _rows.Unit;
            sums.Curvatures[c] = _curvatures[c] * _rows.Unit;
            (_gradients[c], _curvatures[c]) = (0, 0);
        }
    }

    private void Judge()
    {
        var (from, to) = (_rows.Starts[_fold], _rows.Starts[_fold + 1]);
        if (_pending is not null)
        {
            ForPieces((start, end) => _pending.Term.Move(_move, _scores, start, end));
            _pending.Term.Move(_move, _scores, from, to);
            _pending = null;
        }

        _losses.Add(Stretch.Loss(_scores.AsSpan(from, to - from), _rows.Weights.AsSpan(from, to - from), _rows.Ones.AsSpan(from, to - from)));
    }

    private void ForPieces(Action<int, int> action)
    {
        Pieces(0, _rows.Starts[_fold]);
        Pieces(_rows.Starts[_fold + 1], _rows.Starts[^1]);

        void Pieces(int start, int end)
        {
            for (var from = start; from < end; from += Stretch.MostRows) action(from, Math.Min(end, from + Stretch.MostRows));
        }
    }

    private int[] Counts(Term term)
    {
        var counts = new int[term.Cells];
        ForPieces((from, to) =>
        {
            for (var place = from; place < to; place++)
            {
                if (_rows.Rows[place] != FoldRows.None) counts[term.Cell(place)]++;
            }
        });
        return counts;
    }

    /// <summary>A term with what this model holds of it.</summary>
    private sealed class Own(Term term, int[] rows)
    {
        public Term Term { get; } = term;

        public double[] Values { get; } = new double[term.Cells];

        public double[] Step { get; } = new double[term.Cells];

        /// <summary>How many steps in a row came to nothing.</summary>
        public int Idle { get; set; }

        /// <summary>The rounds yet to be left out.</summary>
        public int Rest { get; set; }

        public CellSums Sums { get; } = new(new double[term.Cells], new double[term.Cells], rows);
    }
}
