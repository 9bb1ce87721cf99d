package org.fogward.protocol.auditlog;

import java.time.Instant;

/**
 * One line of the audit log.
 *
 * @param number counts from 1, without gaps
 * @param at when
 * @param who the account's name; empty if it is not known
 * @param address where the request came from; empty for a command on the machine itself
 * @param action what was done, an {@link AuditedAction#word}
 * @param detail more about it; no secrets
 */
public record AuditEntry(long number, Instant at, String who, String address, String action, String detail) {

    /** The entry as one line for a terminal. Others chose some of its text, so nothing in it may steer one. */
    public String line() {
        return (number + "  " + at + "  " + (who.isEmpty() ? "-" : who) + "  " + (address.isEmpty() ? "-" : address)
                        + "  " + action + "  " + detail)
                .replaceAll("\\p{Cntrl}", "?")
                .strip();
    }
}
