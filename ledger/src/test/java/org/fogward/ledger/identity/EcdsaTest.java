package org.fogward.ledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EcdsaTest {
    private static java.security.PublicKey key(SigningIdentity identity) throws GeneralSecurityException {
        return Ecdsa.own(identity.certificate().getPublicKey());
    }

    private final ByteString message = ByteString.copyFromUtf8("message");

    @Test
    void signatures_are_low_and_the_jdk_takes_them() throws Exception {
        SigningIdentity identity = Organisation.found("Clinics", Instant.now()).issue("somebody", NodeRole.CLIENT);
        for (int i = 0; i < 50; i++) {
            ByteString signature = identity.sign(message.substring(0, 3), message.substring(3));
            assertThat(LowS.isLow(signature)).isTrue();
            Signature check = Signature.getInstance("SHA256withECDSA", "SunEC");
            check.initVerify(identity.certificate());
            check.update(message.toByteArray());
            assertThat(check.verify(signature.toByteArray())).isTrue();
        }
    }

    @Test
    void of_the_jdks_signatures_half_are_high_and_do_not_verify_until_they_are_lowered() throws Exception {
        SigningIdentity identity = Organisation.found("Clinics", Instant.now()).issue("somebody", NodeRole.CLIENT);
        int high = 0;
        for (int i = 0; i < 64; i++) {
            Signature signer = Signature.getInstance("SHA256withECDSA", "SunEC");
            signer.initSign(Pem.privateKey(Pem.text(identity.key())));
            signer.update(message.toByteArray());
            byte[] signature = signer.sign();
            boolean low = LowS.isLow(ByteString.copyFrom(signature));
            assertThat(Ecdsa.verifies(key(identity), ByteString.copyFrom(signature), message))
                    .isEqualTo(low);
            assertThat(Ecdsa.verifies(key(identity), LowS.lower(signature), message))
                    .isTrue();
            high += low ? 0 : 1;
        }
        assertThat(high).isBetween(5, 59);
    }

    @Test
    void no_other_bytes_verify() throws Exception {
        SigningIdentity identity = Organisation.found("Clinics", Instant.now()).issue("somebody", NodeRole.CLIENT);
        byte[] sound = identity.sign(message).toByteArray();
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = java.util.Arrays.copyOf(sound, sound.length + random.nextInt(3) - 1);
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            if (!java.util.Arrays.equals(changed, sound)) {
                assertThat(Ecdsa.verifies(key(identity), ByteString.copyFrom(changed), message))
                        .isFalse();
            }
        }
    }

    @Test
    void a_key_must_belong_to_its_certificate() throws Exception {
        Organisation clinics = Organisation.found("Clinics", Instant.now());
        SigningIdentity one = clinics.issue("one", NodeRole.CLIENT);
        SigningIdentity other = clinics.issue("other", NodeRole.CLIENT);
        assertThatThrownBy(() -> new SigningIdentity("Clinics", List.of(one.certificate()), other.key()))
                .isInstanceOf(GeneralSecurityException.class)
                .hasMessageContaining("does not belong");
    }
}
