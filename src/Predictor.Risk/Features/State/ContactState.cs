using Predictor.Care.Episodes;

namespace Predictor.Risk.Features.State;

/// <summary>Messages and calls between sessions.</summary>
internal sealed class ContactState
{
    private readonly Recent _outreach28 = new(28);
    private readonly Recent _inbound28 = new(28);
    private int _contacts;
    private int _withDirection;
    private int _withPurpose;
    private int _sent;
    private int _answered;

    /// <summary>False where there were contacts and none says which way it went: then nothing can be counted by direction.</summary>
    public bool TellsDirection => _contacts == 0 || _withDirection > 0;

    /// <summary>False where there were contacts and none says what it was for.</summary>
    public bool TellsPurpose => _contacts == 0 || _withPurpose > 0;

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
        _contacts++;
        if (contact.Direction is not null) _withDirection++;
        if (contact.Purpose is not null) _withPurpose++;
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
        // Only an answer to the clinic is one by the client.
        if (contact.Direction != ContactDirection.Out) return;
        if (contact.Purpose != ContactPurpose.Reminder) _answered++;
        Heard(now);
    }

    private void Heard(long now)
    {
        LastHeard = now;
        Unanswered = 0;
    }
}
