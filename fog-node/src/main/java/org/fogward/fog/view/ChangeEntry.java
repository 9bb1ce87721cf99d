package org.fogward.fog.view;

import java.time.Instant;
import java.util.Optional;

/**
 * A change on the ledger.
 *
 * @param number it is the federation's how-many-eth, from 1
 * @param kind the event's name, such as {@code round-anchored}
 * @param subject what it is about, in a few words, or why that cannot be told
 * @param by the organisation that made it; empty if that cannot be told
 * @param transaction the transaction that made it
 * @param block the block that holds it
 * @param at when; absent if that cannot be told
 */
public record ChangeEntry(
        long number, String kind, String subject, String by, String transaction, long block, Optional<Instant> at) {}
