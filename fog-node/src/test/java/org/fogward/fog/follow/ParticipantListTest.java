package org.fogward.fog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fogward.fog.round.Database;
import org.fogward.fog.view.ParticipantEntry;
import org.fogward.fog.view.ParticipantPage;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.Participants;
import org.fogward.protocol.identity.FederationId;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParticipantListTest {
    @TempDir
    Path folder;

    @Test
    void gives_every_participant_once_a_hundred_at_a_time() throws Exception {
        Jdbi database = Database.open(folder.resolve("own.db"));
        try (LedgerStory ledger = new LedgerStory(folder.resolve("ledger"));
                LedgerFollower follower = new LedgerFollower(
                        new FederationId("ward"), ledger.fogNode, new LedgerViews(database), () -> {})) {
            ledger.found("ward");
            Participants participants = new Participants(ledger.fogNode);
            for (int i = 0; i < 247; i++) {
                String id = "clinic-%03d".formatted(i);
                participants.register(new Gateway("ward", id, LedgerStory.digest(id)));
            }
            follower.start();
            awaitEnd(ledger, follower);

            ParticipantList list = new ParticipantList(database);
            List<ParticipantEntry> all = new ArrayList<>();
            List<Integer> sizes = new ArrayList<>();
            Optional<String> next = Optional.of("");
            while (next.isPresent()) {
                ParticipantPage page = list.participants(next.get());
                all.addAll(page.participants());
                sizes.add(page.participants().size());
                next = page.next();
            }
            assertThat(sizes).containsExactly(100, 100, 50);
            assertThat(all).extracting(ParticipantEntry::gateway).isSorted().doesNotHaveDuplicates();
            assertThat(all).allMatch(each -> !each.fingerprints().isEmpty());
            assertThat(list.participants("zz").participants()).isEmpty();
        }
    }

    private static void awaitEnd(LedgerStory ledger, LedgerFollower follower)
            throws LedgerException, InterruptedException {
        for (int i = 0;
                i < 1500
                        && follower.state().at().block() < ledger.fogNode.head().height() - 1;
                i++) {
            Thread.sleep(20);
        }
    }
}
