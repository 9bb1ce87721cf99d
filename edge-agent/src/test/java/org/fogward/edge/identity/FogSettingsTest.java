package org.fogward.edge.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FogSettingsTest {
    private static final String JSON = """
            {"federation":"ward","mqtt":"ssl://fog.example:8883","https":"https://fog.example:8443",
             "fogKey":"11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=","later":[1,2]}
            """;

    @Test
    void reads_what_it_wrote_and_passes_over_what_it_does_not_know() {
        FogSettings settings = FogSettings.parse(JSON.getBytes(UTF_8));

        assertThat(settings.mqtt()).hasPort(8883);
        assertThat(FogSettings.parse(settings.json())).isEqualTo(settings);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"ward\"      | 7             | federation:",
                "\"ward\"      | \"Ward!\"     | federation:",
                "ssl://        | tcp://        | mqtt:",
                "\"mqtt\"      | \"mqtts\"     | mqtt:",
                "https://      | http://       | https:",
                "https://fog   | \"https:///\" | not JSON",
                "11qY          | AAAA          | fogKey:",
                "\"later\"     | \"mqtt\"      | not JSON, or a field stands there twice",
            })
    void names_the_field_that_is_wrong(String from, String to, String message) {
        String json = JSON.replace(from.strip(), to.strip());
        assertThat(json).isNotEqualTo(JSON);

        assertThatThrownBy(() -> FogSettings.parse(json.getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("settings: ")
                .hasMessageContaining(message.strip());
    }

    @Test
    void refuses_what_is_too_long() {
        assertThatThrownBy(() -> FogSettings.parse((JSON + " ".repeat(FogSettings.MAX_BYTES)).getBytes(UTF_8)))
                .hasMessageContaining("longer than");
    }

    @Test
    void takes_or_refuses_whatever_comes() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] valid = JSON.getBytes(UTF_8);
        for (int i = 0; i < 5_000; i++) {
            byte[] mutated = Arrays.copyOf(valid, random.nextInt(4) == 0 ? random.nextInt(valid.length) : valid.length);
            for (int change = random.nextInt(4); change > 0 && mutated.length > 0; change--) {
                mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            try {
                FogSettings settings = FogSettings.parse(mutated);
                assertThat(FogSettings.parse(settings.json())).isEqualTo(settings);
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("settings: ");
            }
        }
        assertThatThrownBy(() -> FogSettings.parse("[".repeat(10_000).getBytes(UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
