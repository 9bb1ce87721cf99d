package org.fogward.protocol.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.SplittableRandom;
import org.fogward.protocol.identity.SigningKey;
import org.fogward.protocol.identity.VerificationKey;
import org.junit.jupiter.api.Test;

class KeyUriTest {
    @Test
    void names_any_key_in_a_uri_that_is_one() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 200; i++) {
            VerificationKey key = key(random);
            String uri = KeyUri.of(key);
            assertThat(URI.create(uri).getScheme()).isEqualTo("urn");
            assertThat(uri).matches("urn:fogward:key:[A-Za-z0-9%]+");
            assertThat(KeyUri.parse(uri)).contains(key);
        }
    }

    @Test
    void leaves_other_uris_alone() {
        assertThat(KeyUri.parse("https://example.org/")).isEmpty();
        assertThat(KeyUri.parse("")).isEmpty();
    }

    @Test
    void refuses_what_names_no_key() {
        assertThatThrownBy(() -> KeyUri.parse("urn:fogward:key:")).hasMessageStartingWith("verification key: ");
        assertThatThrownBy(() -> KeyUri.parse("urn:fogward:key:%%%")).hasMessageStartingWith("verification key: ");
        assertThatThrownBy(() -> KeyUri.parse("urn:fogward:key:" + "A".repeat(1_000)))
                .hasMessage("verification key: too long");
    }

    @Test
    void takes_or_refuses_any_text() {
        SplittableRandom random = new SplittableRandom(4);
        String uri = KeyUri.of(key(random));
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(uri);
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            try {
                KeyUri.parse(text.toString()).ifPresent(key -> assertThat(KeyUri.parse(KeyUri.of(key)))
                        .contains(key));
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageStartingWith("verification key: ");
            }
        }
    }

    private static VerificationKey key(SplittableRandom random) {
        byte[] seed = new byte[SigningKey.SEED_BYTES];
        random.nextBytes(seed);
        return SigningKey.ofSeed(seed).verificationKey();
    }
}
