package org.fogward.fog.view;

import java.time.Instant;

/**
 * A plan on the ledger.
 *
 * @param plan the plan's digest, hex
 * @param fromRound the first round that follows it
 * @param by the organisation that released it
 * @param block the block that holds it
 * @param at when
 */
public record PlanEntry(String plan, long fromRound, String by, long block, Instant at) {}
