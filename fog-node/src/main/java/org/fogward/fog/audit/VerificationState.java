package org.fogward.fog.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How far a verification is.
 *
 * @param running whether it goes on
 * @param startedAt when it began; absent if none did yet
 * @param endedAt when it ended; absent while it goes on
 * @param steps what was looked at, in order; of long histories the last few hundred
 * @param findings a sentence for each thing that is wrong, known at the end
 */
public record VerificationState(
        boolean running,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        List<String> steps,
        List<String> findings) {

    /** Before the first one. */
    static final VerificationState NONE =
            new VerificationState(false, Optional.empty(), Optional.empty(), List.of(), List.of());

    /** Copies the lists. */
    public VerificationState {
        steps = List.copyOf(steps);
        findings = List.copyOf(findings);
    }
}
