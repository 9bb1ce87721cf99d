package org.fogward.fog.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventFederationTest {
    private static final String PAYLOAD =
            "{\"at\":\"2026-01-01T00:00:00Z\",\"by\":\"NorthMSP\",\"record\":{\"federation\":\"ward\",\"moved\":[1,2]},"
                    + "\"transaction\":\"ab\"}";
    private static final String ALPHABET = "{}[]\",:\\/0123456789abcdefnulltrue.eE+- \u0000\ud83d\u00e9";

    private final EventFederation federations = new EventFederation();

    @Test
    void finds_the_federation_of_a_record_that_it_does_not_know() {
        assertThat(federations.of(PAYLOAD)).contains("ward");
    }

    @Test
    void finds_none_where_none_is_named() {
        for (String text : new String[] {
            "", "null", "[]", "7", "{", "{\"record\":7}", "{\"record\":{\"federation\":7}}", "[".repeat(100_000)
        }) {
            assertThat(federations.of(text)).as(text).isEmpty();
        }
    }

    @Test
    void mutated_text_names_a_federation_or_none() {
        SplittableRandom random = new SplittableRandom(17);
        int named = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder mutated = new StringBuilder(PAYLOAD);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(mutated.length());
                char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
                switch (random.nextInt(3)) {
                    case 0 -> mutated.setCharAt(at, other);
                    case 1 -> mutated.insert(at, other);
                    default -> mutated.deleteCharAt(at);
                }
            }
            named += federations.of(mutated.toString()).isPresent() ? 1 : 0;
        }
        assertThat(named).isBetween(1, 19_999);
    }
}
