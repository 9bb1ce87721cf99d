package org.fogward.fog.view;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.fogward.fog.view.ModelEntry.Standing;
import org.fogward.fog.view.ParticipantEntry.Fingerprint;
import org.fogward.fog.view.RollbackEntry.Vote;
import org.fogward.protocol.digest.Digest;

/** What a ledger of two hospitals says at several moments. */
public final class ExampleLedgers {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> BOTH = List.of("NorthMSP", "SouthMSP");
    private static final int PAGE = 100;

    private ExampleLedgers() {}

    /** Models in every standing, a way back that is decided and one that is not. */
    public static LedgerView running() {
        return new LedgerView(
                new LedgerPosition(OptionalLong.of(132), OptionalLong.of(132), Optional.empty()),
                BOTH,
                2,
                7,
                1,
                8,
                List.of(new PlanEntry(digest("plan"), 1, "NorthMSP", 3, AT)),
                List.of(
                        model(20, List.of("NorthMSP"), Standing.PROPOSED),
                        model(15, BOTH, Standing.ROLLED_BACK),
                        model(10, BOTH, Standing.CURRENT),
                        model(5, BOTH, Standing.RELEASED)),
                List.of(
                        new RollbackEntry(
                                10,
                                5,
                                false,
                                List.of(new Vote("SouthMSP", "decided", "two sites report misses", 131, AT))),
                        new RollbackEntry(
                                15,
                                10,
                                true,
                                List.of(
                                        new Vote("NorthMSP", "decided", "worse at night", 120, AT),
                                        new Vote("SouthMSP", "decided", "", 121, AT)))),
                IntStream.range(0, 12).mapToObj(ExampleLedgers::change).toList());
    }

    /** The same, followed no further because of some trouble. */
    public static LedgerView behind(String trouble) {
        return running().at(new LedgerPosition(OptionalLong.of(132), OptionalLong.of(140), Optional.of(trouble)));
    }

    /** Some participants, the second of them suspended, a hundred at a time. */
    public static ParticipantPage participants(int count, String after) {
        List<ParticipantEntry> all = IntStream.range(0, count)
                .mapToObj(ExampleLedgers::participant)
                .filter(each -> each.gateway().compareTo(after) > 0)
                .toList();
        return all.size() <= PAGE
                ? new ParticipantPage(all, Optional.empty())
                : new ParticipantPage(
                        all.subList(0, PAGE), Optional.of(all.get(PAGE - 1).gateway()));
    }

    private static ParticipantEntry participant(int index) {
        boolean suspended = index == 1;
        String gateway = "clinic-%04d".formatted(index);
        return new ParticipantEntry(
                gateway,
                BOTH.get(index % 2),
                AT,
                4 + index,
                suspended,
                suspended ? "norm-out-of-bounds" : "registered",
                suspended ? "see report 7" : "",
                "NorthMSP",
                AT,
                Stream.of(
                                new Fingerprint(
                                        digest("old " + gateway),
                                        AT,
                                        suspended ? Optional.of("lost") : Optional.empty()),
                                new Fingerprint(digest("new " + gateway), AT, Optional.empty()))
                        .limit(suspended ? 2 : 1)
                        .toList());
    }

    private static ModelEntry model(long round, List<String> approvedBy, Standing standing) {
        boolean released = standing != Standing.PROPOSED;
        return new ModelEntry(
                digest("model" + round),
                round,
                "NorthMSP",
                100 + round,
                AT,
                approvedBy,
                released ? Optional.of(AT.plusSeconds(60)) : Optional.empty(),
                released ? OptionalLong.of(101 + round) : OptionalLong.empty(),
                standing);
    }

    private static ChangeEntry change(int index) {
        return index == 3
                ? new ChangeEntry(
                        97, "model-<b>", "this build does not know the event", "", digest("tx"), 129, Optional.empty())
                : new ChangeEntry(
                        100 - index,
                        index == 0 ? "model-approved" : "round-anchored",
                        index == 0 ? "model of round 20" : "round " + (21 - index) + " of fog",
                        "NorthMSP",
                        digest("tx" + index),
                        132 - index,
                        Optional.of(AT.minusSeconds(60L * index)));
    }

    private static String digest(String of) {
        return Digest.of(of.getBytes(StandardCharsets.UTF_8)).hex();
    }
}
