package org.fogward.protocol.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {
    @Test
    void signs_like_the_second_test_vector_of_rfc_8032() {
        SigningKey key = SigningKey.ofSeed(hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
        assertThat(Base64.getDecoder().decode(key.verificationKey().text()))
                .isEqualTo(hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
        assertThat(key.sign(hex("72")))
                .isEqualTo(hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
    }

    @Test
    void verifies_its_own_signatures_and_no_others() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        byte[] message = "message".getBytes(UTF_8);
        byte[] signature = key.sign(message);
        VerificationKey verification =
                VerificationKey.parse(key.verificationKey().text());
        assertThat(verification).isEqualTo(key.verificationKey()).hasSameHashCodeAs(key.verificationKey());
        assertThat(verification.verify(message, signature)).isTrue();
        assertThat(verification.verify("Message".getBytes(UTF_8), signature)).isFalse();
        assertThat(verification.verify(message, new byte[64])).isFalse();
        assertThat(verification.verify(message, new byte[0])).isFalse();
        assertThat(SigningKey.generate(new SecureRandom()).verificationKey().verify(message, signature))
                .isFalse();
    }

    @Test
    void restores_a_key_from_its_seed() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        assertThat(SigningKey.ofSeed(key.seed()).verificationKey()).isEqualTo(key.verificationKey());
        assertThatThrownBy(() -> SigningKey.ofSeed(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shows_no_secret_in_its_text() {
        SigningKey key = SigningKey.generate(new SecureRandom());
        assertThat(key.toString())
                .doesNotContain(HexFormat.of().formatHex(key.seed()))
                .doesNotContain(Base64.getEncoder().encodeToString(key.seed()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not base64!",
                "AAAA",
                // The neutral point, which would verify one signature for every message.
                "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                // No point of the curve.
                "AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void refuses_a_text_that_is_no_key(String text) {
        assertThatThrownBy(() -> VerificationKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("verification key:");
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
