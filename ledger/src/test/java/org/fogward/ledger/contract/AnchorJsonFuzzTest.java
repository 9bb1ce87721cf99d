package org.fogward.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.fogward.ledger.Anchors.anchor;

import java.util.Map;
import java.util.SplittableRandom;
import org.fogward.ledger.FieldRules;
import org.fogward.ledger.RoundAnchor;
import org.junit.jupiter.api.Test;

class AnchorJsonFuzzTest {
    @Test
    void gives_back_what_was_written() {
        RoundAnchor anchor = new RoundAnchor(
                "a",
                "b-2",
                FieldRules.MOST,
                "0".repeat(64),
                "median + fedadam (beta=0.9)",
                "1".repeat(64),
                "2".repeat(64),
                "f".repeat(64),
                "d".repeat(64),
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Map.of("late", 1, "norm", Integer.MAX_VALUE - 1));
        assertThat(AnchorJson.read(AnchorJson.write(anchor))).isEqualTo(anchor);
    }

    @Test
    void mutated_text_is_either_refused_or_canonical() {
        SplittableRandom random = new SplittableRandom(7);
        String sound = AnchorJson.write(anchor("clinics", "fog-1", 12));
        String alphabet = "{}[]\",:\\0123456789abcdefnulltrue.eE+- \u0000\ud83d\u00e9";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder mutated = new StringBuilder(sound);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(mutated.length());
                char other = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(4)) {
                    case 0 -> mutated.setCharAt(at, other);
                    case 1 -> mutated.insert(at, other);
                    case 2 -> mutated.deleteCharAt(at);
                    default -> mutated.insert(at, mutated.substring(at, Math.min(mutated.length(), at + 40)));
                }
            }
            String json = mutated.toString();
            try {
                assertThat(AnchorJson.write(AnchorJson.read(json))).isEqualTo(json);
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageContainingAll("");
            } catch (RuntimeException | StackOverflowError e) {
                fail("only an IllegalArgumentException may come out for " + json, e);
            }
        }
    }
}
