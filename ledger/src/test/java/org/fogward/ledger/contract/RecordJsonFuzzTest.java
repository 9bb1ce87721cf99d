package org.fogward.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.fogward.ledger.LedgerEvent;
import org.fogward.ledger.LedgerException;
import org.fogward.ledger.RoundAnchor;
import org.fogward.ledger.access.AccessEntry;
import org.fogward.ledger.budget.PrivacySpend;
import org.fogward.ledger.change.LedgerChange;
import org.fogward.ledger.federation.Federation;
import org.fogward.ledger.federation.FogNode;
import org.fogward.ledger.participant.CertificateWithdrawal;
import org.fogward.ledger.participant.Gateway;
import org.fogward.ledger.participant.GatewayCertificate;
import org.fogward.ledger.record.CanonicalJson;
import org.fogward.ledger.record.ChangeKind;
import org.fogward.ledger.record.Page;
import org.fogward.ledger.record.RecordKey;
import org.fogward.ledger.record.Stored;
import org.fogward.ledger.release.ModelApproval;
import org.fogward.ledger.release.ModelProposal;
import org.fogward.ledger.release.ModelRelease;
import org.fogward.ledger.release.ModelRollback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordJsonFuzzTest {
    private static final String ALPHABET = "{}[]\",:\\/0123456789abcdefnulltrue.eE+- \u0000\ud83d\u00e9";
    private static final String MODEL = "ab".repeat(32);

    static Stream<Record> records() {
        return Stream.of(
                new Federation("clinics", List.of("Org1MSP", "Org2MSP"), 2),
                new FogNode("clinics", "fog-1"),
                Story.task(Story.PLAN, 4, Optional.of(MODEL)),
                Story.task(Story.PLAN, 1, Optional.empty()),
                new Gateway("clinics", "gw-1", MODEL),
                new GatewayCertificate("clinics", "gw-1", MODEL),
                new CertificateWithdrawal("clinics", "gw-1", MODEL, "lost"),
                Story.standing(true),
                Story.anchor("fog-1", 7),
                Story.closing(7),
                new ModelProposal("clinics", MODEL, 7, Optional.of("fog-1")),
                new ModelApproval("clinics", MODEL),
                new ModelRelease("clinics", MODEL, 7, List.of("Org1MSP", "Org2MSP")),
                Story.vote("worse"),
                new ModelRollback("clinics", MODEL, 7, "cd".repeat(32), 3, List.of("Org1MSP")),
                Story.spend(3, Optional.of(2L), 17),
                new PrivacySpend("clinics", Optional.empty(), 1, MODEL, Optional.empty(), 0, 30),
                new AccessEntry("clinics", "e".repeat(32), "5".repeat(16), AccessEntry.PROOF, MODEL));
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_record_comes_back_as_it_was_and_any_other_text_is_refused(Record record) {
        String json = CanonicalJson.write(record);
        assertThat(CanonicalJson.read(record.getClass(), json)).isEqualTo(record);
        fuzz(json, text -> CanonicalJson.write(CanonicalJson.read(record.getClass(), text)));
    }

    @ParameterizedTest
    @MethodSource("records")
    void a_stored_record_and_a_page_of_them_come_back_as_they_were(Record record) {
        assertStored(record);
    }

    private static <R extends Record> void assertStored(R record) {
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) record.getClass();
        Stored<R> stored = new Stored<>(record, "Org1MSP", "f".repeat(64), Instant.parse("2026-03-01T12:00:00.5Z"));
        assertThat(Stored.read(type, stored.toJson())).isEqualTo(stored);
        fuzz(stored.toJson(), text -> Stored.read(type, text).toJson());
        Page<R> page = new Page<>(List.of(stored, stored), Optional.of("00ff"));
        assertThat(Page.read(type, CanonicalJson.write(page))).isEqualTo(page);
        fuzz(CanonicalJson.write(page), text -> CanonicalJson.write(Page.read(type, text)));
    }

    @Test
    void members_are_sorted_and_nothing_needs_an_escape() {
        assertThat(CanonicalJson.write(new ModelProposal("a", MODEL, 9_007_199_254_740_991L, Optional.of("b"))))
                .isEqualTo("{\"federation\":\"a\",\"fogNode\":\"b\",\"model\":\"" + MODEL
                        + "\",\"round\":9007199254740991}");
        assertThatThrownBy(() ->
                        CanonicalJson.write(new Stored<>(new ModelApproval("a", MODEL), "\u00e9", "", Instant.EPOCH)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ASCII");
    }

    @Test
    void an_anchor_is_small() {
        assertThat(CanonicalJson.write(Story.anchor("fog-1", 7))).hasSizeLessThan(700);
    }

    @Test
    void the_refusals_of_an_anchor_have_to_add_up() {
        RoundAnchor sound = Story.anchor("fog-1", 7);
        String json = CanonicalJson.write(sound);
        assertThat(sound.refusals()).isEqualTo(Map.of("malformed", 2, "wrong_round", 1));
        for (String wrong :
                List.of("{\"malformed\":2}", "{\"malformed\":2,\"wrong_round\":2}", "{\"a\":3,\"b\":0}", "{\"A\":3}")) {
            String text = json.replace("{\"malformed\":2,\"wrong_round\":1}", wrong);
            assertThat(text).isNotEqualTo(json);
            assertThatThrownBy(() -> CanonicalJson.read(RoundAnchor.class, text))
                    .hasMessageContaining("refusals");
        }
    }

    @Test
    void whatever_an_event_carries_it_is_a_change_or_refused_as_corrupt() {
        String sound = new Stored<>(Story.anchor("fog-1", 7), "Org1MSP", "f".repeat(64), Instant.EPOCH).toJson();
        for (ChangeKind kind : ChangeKind.values()) {
            fuzz(sound, text -> {
                try {
                    LedgerChange change = LedgerChange.of(new LedgerEvent(3, "f".repeat(64), kind.text(), text));
                    assertThat(change).isNotInstanceOf(LedgerChange.Unknown.class);
                    return text;
                } catch (LedgerException e) {
                    assertThat(e.reason()).isEqualTo(LedgerException.Reason.CORRUPT);
                    throw new IllegalArgumentException(e);
                }
            });
        }
    }

    @Test
    void an_event_of_another_name_is_unknown() throws Exception {
        LedgerEvent event = new LedgerEvent(3, "f".repeat(64), "round-forgotten", "?");
        assertThat(LedgerChange.of(event)).isEqualTo(new LedgerChange.Unknown(event));
    }

    @Test
    void a_keys_text_is_a_key_or_refused() {
        fuzz("clinics/fog-1/17", text -> {
            RecordKey key = RecordKey.parse("round", text);
            assertThat(key.composite().toString()).startsWith("\0round\0").endsWith("\0");
            return key.path();
        });
    }

    /** What is read from a changed text has to be that text. */
    private static void fuzz(String sound, Function<String, String> readAndWrite) {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 2_000; i++) {
            String text = mutated(sound, random);
            try {
                assertThat(readAndWrite.apply(text)).isEqualTo(text);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException | StackOverflowError e) {
                fail("only an IllegalArgumentException may come out for " + text, e);
            }
        }
    }

    private static String mutated(String sound, SplittableRandom random) {
        StringBuilder mutated = new StringBuilder(sound);
        for (int change = random.nextInt(3); change >= 0 && !mutated.isEmpty(); change--) {
            int at = random.nextInt(mutated.length());
            char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
            switch (random.nextInt(4)) {
                case 0 -> mutated.setCharAt(at, other);
                case 1 -> mutated.insert(at, other);
                case 2 -> mutated.deleteCharAt(at);
                default -> mutated.insert(at, mutated.substring(at, Math.min(mutated.length(), at + 40)));
            }
        }
        return mutated.toString();
    }
}
