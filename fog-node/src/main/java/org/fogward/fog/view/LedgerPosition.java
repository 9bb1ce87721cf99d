package org.fogward.fog.view;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far the ledger was followed.
 *
 * @param block the block of the newest change that is shown; absent before the first
 * @param newest the ledger's newest block as it was seen last, never before {@code block}; absent until it was
 * @param trouble why nothing newer is shown; absent while all is well
 */
public record LedgerPosition(OptionalLong block, OptionalLong newest, Optional<String> trouble) {}
