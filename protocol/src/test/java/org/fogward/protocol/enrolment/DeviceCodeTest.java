package org.fogward.protocol.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeviceCodeTest {
    private static final URI GATEWAY = URI.create("coaps://10.0.0.5:5684");

    @Test
    void codes_are_read_as_a_person_types_them() {
        String code = DeviceCode.random(new SecureRandom());

        assertThat(code).matches("[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}");
        assertThat(DeviceCode.parse(code.toLowerCase(java.util.Locale.ROOT).replace("-", " ")))
                .isEqualTo(code);
        assertThat(DeviceCode.parse(code.replace('0', 'o').replace('1', 'L'))).isEqualTo(code);
    }

    @Test
    void no_two_secrets_are_the_same() {
        SecureRandom random = new SecureRandom();
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            secrets.add(DeviceCode.random(random));
            secrets.add(DeviceCode.randomKey(random));
        }

        assertThat(secrets).hasSize(1000);
        assertThat(DeviceCode.randomKey(random)).hasSize(39);
    }

    @Test
    void what_is_no_code_is_refused_without_being_quoted() {
        for (String wrong :
                new String[] {"", "7K2M", "7K2M-93QA-7K2M-93QU", "x".repeat(100_000), "7K2M-93QA-7K2M-93Q€"}) {
            assertThatThrownBy(() -> DeviceCode.parse(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("invitation code:")
                    .hasMessageNotContaining("7K2M");
        }
    }

    @Test
    void a_link_is_read_as_it_was_written_and_hides_its_secret() {
        DeviceLink link = new DeviceLink(GATEWAY, "enrol:wrist-2", "7K2M-93QA");

        assertThat(DeviceLink.parse(link.uri().toString())).isEqualTo(link);
        assertThat(link.toString()).contains("wrist-2").doesNotContain("7K2M");
    }

    @Test
    void any_other_text_is_refused_without_being_quoted() {
        Random random = new Random(11);
        String good =
                new DeviceLink(GATEWAY, "enrol:wrist-2", "7K2M-93QA").uri().toString();
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(1, 300));
            }
            try {
                assertThat(DeviceLink.parse(text.toString()).uri()).hasToString(text.toString());
            } catch (IllegalArgumentException e) {
                assertThat(e).hasMessageNotContaining("7K2M");
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }
}
