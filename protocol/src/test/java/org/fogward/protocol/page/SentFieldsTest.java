package org.fogward.protocol.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SentFieldsTest {
    private static final String GOOD = "{\"name\":\"olga\",\"password\":\"a long walk in the fog\",\"again\":null}";

    @Test
    void reads_texts_and_takes_what_is_missing_as_empty() {
        SentFields sent = SentFields.parse(GOOD);
        assertThat(sent.text("name")).isEqualTo("olga");
        assertThat(sent.text("again")).isEmpty();
        assertThat(sent.text("else")).isEmpty();
        assertThat(sent.toString()).doesNotContain("olga", "walk");
    }

    @Test
    void names_the_field_that_is_no_text() {
        assertThatThrownBy(() -> SentFields.parse("{\"name\":[1]}").text("name"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name: text expected");
        for (String bad :
                new String[] {"", "[]", "1", "{\"a\":{\"b\":{\"c\":1}}}", "{} {}", "{\"a\":" + "1".repeat(100) + "}"}) {
            assertThatThrownBy(() -> SentFields.parse(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("body: a JSON object expected");
        }
    }

    @Test
    void repeats_nothing_of_what_came_whatever_it_is() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int j = random.nextInt(1, 6); j > 0; j--) {
                int place = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.deleteCharAt(place);
                } else {
                    text.insert(place, (char) random.nextInt(0x20, 0x3000));
                }
            }
            try {
                SentFields.parse(text.toString()).text("password");
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageMatching("(body: a JSON object|password: text) expected");
            }
        }
    }
}
