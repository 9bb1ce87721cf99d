package org.fogward.fog.follow;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a follower is.
 *
 * @param at the last event that it has taken
 * @param newest the ledger's newest block as it was seen last; nothing before it was
 * @param trouble why it does not go on; empty while all is well
 */
public record FollowerState(Checkpoint at, OptionalLong newest, Optional<String> trouble) {}
