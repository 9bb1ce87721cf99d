package org.fogward.fog.round;

/** Hears how the rounds go, on their thread: implementations return quickly. */
public interface RoundListener {

    /** A round takes updates. After a restart, again. */
    void opened(Round round);

    /** A round takes no more updates, and a gateway may be at work on one. */
    void closed(Round round);

    /** A round is on the ledger, and the next one, if there is one, is open. */
    void anchored(RoundResult result);

    /** There is no next round. After a restart, again. */
    void ended(Round last, RoundResult result);

    /** An update came. */
    void changed();
}
