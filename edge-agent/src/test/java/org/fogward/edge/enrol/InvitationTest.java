package org.fogward.edge.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.SplittableRandom;
import org.fogward.edge.TestCa;
import org.fogward.protocol.enrolment.InvitationCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationTest {
    private final InvitationCode code = InvitationCode.random(new TestCa("ward").root(), new SecureRandom());

    @Test
    void is_a_code_with_or_without_an_address() {
        assertThat(Invitation.parse(code.text().toLowerCase(java.util.Locale.ROOT))
                        .code())
                .isEqualTo(code);
        Invitation scanned = Invitation.parse("fogward-enrol:https://fog.example:8443#" + code.text());

        assertThat(scanned.code()).isEqualTo(code);
        assertThat(scanned.door().orElseThrow()).hasToString("https://fog.example:8443");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://fog", "fog:8443", "https://", "https:///x", "ftp://fog", "", "https://a b"})
    void refuses_what_is_no_https_address(String door) {
        assertThatThrownBy(() -> Invitation.parse("fogward-enrol:" + door + "#" + code.text()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takes_or_refuses_any_text_without_telling_the_secret() {
        SplittableRandom random = new SplittableRandom(6);
        String valid = "fogward-enrol:https://fog.example:8443#" + code.text();
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder(valid);
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
            }
            try {
                assertThat(Invitation.parse(text.toString()).code()).isNotNull();
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).doesNotContain(code.secret());
            }
        }
    }
}
