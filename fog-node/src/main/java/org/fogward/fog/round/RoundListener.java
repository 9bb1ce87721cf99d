package org.fogward.fog.round;

/** Hears how the rounds go, on their thread: implementations return quickly. */
public interface RoundListener {

    /** A round takes updates. After a restart, again. */
    void opened(Round round);

    /** A round takes no more updates, and a gateway may be at work on one. */
    void closed(Round round);

    /** A round's model is made, and the next round, if there is one, is open. */
    void combined(RoundResult result);

    /** There is no next round. After a restart, again. */
    void ended(Round last, RoundResult result);

    /** An update came. */
    void changed();
}
