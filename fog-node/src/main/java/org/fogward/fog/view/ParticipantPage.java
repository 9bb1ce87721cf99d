package org.fogward.fog.view;

import java.util.List;
import java.util.Optional;

/**
 * A part of the list of participants.
 *
 * @param participants by id, 100 at most
 * @param next what to ask for as {@code after} to get the next part; absent after the last
 */
public record ParticipantPage(List<ParticipantEntry> participants, Optional<String> next) {

    /** Copies the list. */
    public ParticipantPage {
        participants = List.copyOf(participants);
    }
}
