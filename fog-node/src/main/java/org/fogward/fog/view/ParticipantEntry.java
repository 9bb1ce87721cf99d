package org.fogward.fog.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A gateway as the ledger has it.
 *
 * @param gateway its id
 * @param organisation the organisation that registered it
 * @param since when
 * @param block the block that holds the registration
 * @param suspended whether its updates do not count
 * @param reason why it stands as it does, a code
 * @param note a few words beside it, may be empty
 * @param standingBy the organisation that said so
 * @param standingSince when
 * @param fingerprints its keys and certificates, in the order in which they came, 20 at most
 */
public record ParticipantEntry(
        String gateway,
        String organisation,
        Instant since,
        long block,
        boolean suspended,
        String reason,
        String note,
        String standingBy,
        Instant standingSince,
        List<Fingerprint> fingerprints) {

    /**
     * A key or certificate.
     *
     * @param fingerprint its SHA-256, hex
     * @param since when it was added
     * @param withdrawn why it does not count any more, a code; absent while it does
     */
    public record Fingerprint(String fingerprint, Instant since, Optional<String> withdrawn) {}

    /** Copies the list. */
    public ParticipantEntry {
        fingerprints = List.copyOf(fingerprints);
    }
}
