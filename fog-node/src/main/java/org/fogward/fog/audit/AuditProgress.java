package org.fogward.fog.audit;

/** Hears how an audit goes, on its thread. */
public interface AuditProgress {

    /** A part was looked at. */
    void step(String sentence);
}
