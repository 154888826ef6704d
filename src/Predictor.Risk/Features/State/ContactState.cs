using Predictor.Care.Episodes;

namespace Predictor.Risk.Features.State;

/// <summary>Messages and calls between sessions.</summary>
internal sealed class ContactState
{
    private readonly Recent _outreach28 = new(28);
    private readonly Recent _inbound28 = new(28);
    private int _sent;
    private int _answered;

    /// <summary>Messages and calls by the clinic since the client was last heard of; reminders do not count.</summary>
    public int Unanswered { get; private set; }

    public long? LastContact { get; private set; }

    /// <summary>When the client last wrote, called or answered.</summary>
    public long? LastHeard { get; private set; }

    /// <summary>Share of the clinic's messages, reminders aside, that were answered; NaN before the first.</summary>
    public double AnsweredShare => _sent == 0 ? double.NaN : _answered / (double)_sent;

    public int Outreach28(long now) => _outreach28.Count(now);

    public int Inbound28(long now) => _inbound28.Count(now);

    public void Contacted(Contact contact)
    {
        var now = contact.OccurredAt.Ticks;
        LastContact = now;
        if (contact.Direction == ContactDirection.In)
        {
            _inbound28.Add(now);
            Heard(now);
        }
        else if (contact.Direction == ContactDirection.Out && contact.Purpose != ContactPurpose.Reminder)
        {
            _sent++;
            Unanswered++;
            if (contact.Purpose is ContactPurpose.CheckIn or ContactPurpose.Outreach) _outreach28.Add(now);
        }
    }

    public void Answered(Contact contact, long now)
    {
        if (contact.Direction == ContactDirection.In) return;
        if (contact.Purpose != ContactPurpose.Reminder) _answered++;
        Heard(now);
    }

    private void Heard(long now)
    {
        LastHeard = now;
        Unanswered = 0;
    }
}
