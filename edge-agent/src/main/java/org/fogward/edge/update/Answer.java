package org.fogward.edge.update;

import java.util.Optional;

/**
 * A gateway's answer to a round.
 *
 * @param envelope the sealed update
 * @param residual what it leaves for the next, in rounds that average
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(byte[] envelope, Optional<Residual> residual) {}
