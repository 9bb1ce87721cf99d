package org.fogward.protocol.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Argon2HashTest {
    private static final Argon2Cost SMALL = new Argon2Cost(64, 1, 1);

    @Test
    void gives_what_the_reference_program_gives() {
        // From the tests of the reference implementation.
        Argon2Hash known = Argon2Hash.parse(
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
        assertThat(known.matches("password")).isTrue();
        assertThat(known.matches("passwore")).isFalse();
    }

    @Test
    void says_the_same_after_it_was_written_and_read() {
        Argon2Hash made = Argon2Hash.of("fjord horse battery", SMALL);
        Argon2Hash read = Argon2Hash.parse(made.text());
        assertThat(read.text()).isEqualTo(made.text()).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(read.matches("fjord horse battery")).isTrue();
        assertThat(read.matches("fjord horse batterz")).isFalse();
        assertThat(read.costs(SMALL)).isTrue();
        assertThat(read.costs(Argon2Cost.CURRENT)).isFalse();
        assertThat(Argon2Hash.of("same", SMALL).text())
                .isNotEqualTo(Argon2Hash.of("same", SMALL).text());
    }

    @Test
    void takes_the_same_letters_from_any_keyboard() {
        assertThat(Argon2Hash.of("caf\u00e9 au lait", SMALL).matches("cafe\u0301 au lait"))
                .isTrue();
    }

    @Test
    void refuses_any_other_text_without_repeating_it() {
        String good = Argon2Hash.of("x", SMALL).text();
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int j = random.nextInt(1, 4); j > 0; j--) {
                int place = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.deleteCharAt(place);
                } else {
                    text.setCharAt(place, (char) random.nextInt(33, 127));
                }
            }
            try {
                Argon2Hash.parse(text.toString());
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).doesNotContain(good.substring(40));
            }
        }
        for (String bad : new String[] {"", "plain", good.replace("m=64", "m=9999999"), good.replace("t=1", "t=0")}) {
            assertThatThrownBy(() -> Argon2Hash.parse(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
