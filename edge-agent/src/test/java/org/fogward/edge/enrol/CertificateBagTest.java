package org.fogward.edge.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.fogward.edge.TestCa;
import org.fogward.edge.TestEst;
import org.junit.jupiter.api.Test;

class CertificateBagTest {
    private final TestCa authority = new TestCa("ward");
    private final List<X509Certificate> certificates = List.of(authority.root(), authority.issuing());

    @Test
    void reads_what_an_est_server_sends() {
        assertThat(CertificateBag.parse(TestEst.bag(certificates))).containsExactlyInAnyOrderElementsOf(certificates);
    }

    @Test
    void refuses_none_too_many_and_too_much() {
        assertThatThrownBy(() -> CertificateBag.parse(TestEst.bag(List.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 24 certificates expected");
        assertThatThrownBy(() -> CertificateBag.parse(TestEst.bag(Collections.nCopies(25, authority.root()))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CertificateBag.parse(new byte[CertificateBag.MAX_BYTES + 1]))
                .hasMessage("longer than 65536 bytes");
        assertThatThrownBy(() -> CertificateBag.parse(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takes_or_refuses_whatever_comes() {
        byte[] valid = Base64.getMimeDecoder().decode(TestEst.bag(certificates));
        SplittableRandom random = new SplittableRandom(9);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutated = Arrays.copyOf(valid, random.nextInt(8) == 0 ? random.nextInt(valid.length) : valid.length);
            for (int change = random.nextInt(5); change > 0 && mutated.length > 0; change--) {
                int place = random.nextBoolean() ? mutated.length : Math.min(64, mutated.length);
                mutated[random.nextInt(place)] = (byte) random.nextInt(256);
            }
            onlyItsOwnException(Base64.getEncoder().encode(mutated));
        }
        for (int i = 0; i < 2_000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            onlyItsOwnException(noise);
            onlyItsOwnException(Base64.getEncoder().encode(noise));
        }
    }

    @Test
    void is_not_led_into_the_depths() {
        byte[] nested = new byte[40_000];
        Arrays.fill(nested, (byte) 0x30);
        for (int i = 1; i < nested.length; i += 2) {
            nested[i] = (byte) 0x80;
        }

        assertThatThrownBy(() -> CertificateBag.parse(Base64.getEncoder().encode(nested)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void onlyItsOwnException(byte[] body) {
        try {
            assertThat(CertificateBag.parse(body)).isNotEmpty();
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasMessageContaining("certificates");
        }
    }
}
