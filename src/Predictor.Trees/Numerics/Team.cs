namespace Predictor.Trees.Numerics;

/// <summary>
/// Threads that stay together for many short tasks in a row, such as the nodes of a tree, since waking a thread takes longer than most of them. Between
/// <see cref="Begin"/> and <see cref="End"/> helpers of the thread pool look for work without sleeping; the thread that leads never waits for one that has not
/// come, and does the work alone if none does. Which thread does what is left to chance: an action must not let its result depend on it.
/// </summary>
internal sealed class Team(int threads, CancellationToken cancellation)
{
    private const int CountBits = 20;
    private const long CountMask = (1L << CountBits) - 1;

    private Session? _session;

    /// <summary>How many threads there may be, the leader among them.</summary>
    public int Size { get; } = threads == 0 ? Environment.ProcessorCount : threads;

    /// <summary>Calls the helpers.</summary>
    public void Begin()
    {
        if (Size == 1) return;
        _session = new Session();
        for (var helper = 1; helper < Size; helper++) ThreadPool.UnsafeQueueUserWorkItem(new Helper(_session, helper), preferLocal: false);
    }

    /// <summary>Lets the helpers go.</summary>
    public void End()
    {
        _session?.Stop();
        _session = null;
    }

    /// <summary>Runs an action for 0 to <paramref name="count"/> - 1, in any order; it is given the number and which thread of the team it is on.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void ForEach(int count, Action<int, int> action)
    {
        cancellation.ThrowIfCancellationRequested();
        if (_session is null || count <= 1 || count >= CountMask)
        {
            for (var i = 0; i < count; i++) action(i, 0);
        }
        else
        {
            _session.Run(count, action);
        }
    }

    private sealed class Helper(Session session, int number) : IThreadPoolWorkItem
    {
        public void Execute() => session.Help(number);
    }

    /// <summary>
    /// The tasks of one session, one after the other. Number, count and next item of a task stand in one word, so that an item can only be taken from the task
    /// that is on.
    /// </summary>
    private sealed class Session
    {
        private Action<int, int> _action = static (_, _) => { };
        private Exception? _fault;
        private long _ticket;
        private int _done;
        private volatile bool _isStopped;

        public void Stop() => _isStopped = true;

        public void Run(int count, Action<int, int> action)
        {
            _action = action;
            Volatile.Write(ref _done, 0);
            var task = (_ticket >> (2 * CountBits)) + 1;
            Volatile.Write(ref _ticket, (task << (2 * CountBits)) | ((long)count << CountBits));
            while (TryWork(0))
            {
            }

            var spin = new SpinWait();
            while (Volatile.Read(ref _done) < count) spin.SpinOnce(sleep1Threshold: -1);
            if (Interlocked.Exchange(ref _fault, null) is { } fault) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
        }

        public void Help(int number)
        {
            var spin = new SpinWait();
            while (!_isStopped)
            {
                if (TryWork(number)) spin.Reset();
                else spin.SpinOnce(sleep1Threshold: -1);
            }
        }

        private bool TryWork(int thread)
        {
            var ticket = Volatile.Read(ref _ticket);
            var next = ticket & CountMask;
            if (next >= ((ticket >> CountBits) & CountMask)) return false;
            // Another was faster: look again.
            if (Interlocked.CompareExchange(ref _ticket, ticket + 1, ticket) != ticket) return true;
            try
            {
                _action((int)next, thread);
            }
            catch (Exception e)
            {
                // Thrown again by the leader.
                Interlocked.CompareExchange(ref _fault, e, null);
            }

            Interlocked.Increment(ref _done);
            return true;
        }
    }
}
